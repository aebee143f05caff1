#include "wasm/view/moments.h"
#include "wasm/view/screens/screens.h"

namespace portal::view {
namespace {

Node ask(const Model& model) {
  std::vector<Node> form = password_field(model, Field::password, "Password", "current-password");
  Node understand{Role::checkbox, "I understand that my data cannot be restored"};
  understand.checked = model.understands_erasure;
  understand.disabled = model.work.has_value();
  understand.intent = {Intent::Do::understand_erasure};
  form.push_back(std::move(understand));
  Node go = submit("Delete account", {Intent::Do::delete_account});
  go.look = Look::danger;
  go.disabled = model.work.has_value();
  form.push_back(std::move(go));
  add_work(form, model);
  return box(Role::form, "Delete account", std::move(form));
}

Node waiting(const Model& model, std::uint64_t due) {
  std::vector<Node> children{
      heading(2, "Waiting to be deleted"),
      paragraph("Your account will be deleted on " + print_moment(due) + ", or within minutes after it."),
      paragraph(
          "Until then everything works as before, and you can change your mind here or by the link that we "
          "mailed to you.",
          Look::muted)};
  Node keep = button("Cancel deletion", {Intent::Do::cancel_deletion}, Look::primary);
  keep.disabled = model.work.has_value();
  std::vector<Node> actions{std::move(keep)};
  if (model.erasure) actions.push_back(button("Save receipt", {Intent::Do::save_erase_receipt}));
  children.push_back(box(Role::generic, "", std::move(actions), Look::row));
  add_work(children, model);
  return box(Role::region, "Waiting to be deleted", std::move(children), Look::card);
}

}  // namespace

std::vector<Node> delete_account_screen(const Model& model) {
  std::vector<Node> nodes{heading(1, "Delete account")};
  if (model.account && model.account->erase_due) {
    nodes.push_back(waiting(model, *model.account->erase_due));
    return nodes;
  }
  nodes.push_back(paragraph(
      "Everything that we keep about you is deleted: your address, your mail choices, your log, your keys. "
      "There is a waiting time in which you can change your mind; you are told its end at once.",
      Look::muted));
  nodes.push_back(
      paragraph("If all mail is stopped, a fingerprint of your address stays that nobody can read, so "
                "that it remains stopped.",
                Look::muted));
  const auto recovered_until = core::recovered_until(model);
  if (recovered_until) {
    nodes.push_back(paragraph("Your account was recovered less than 72 hours ago. It can be deleted from " +
                                  print_moment(*recovered_until) +
                                  " on. Until then you can have it back as it was before, should somebody "
                                  "else have used your recovery key.",
                              Look::note));
    return nodes;
  }
  if (const auto kept_until = core::vault_kept_until(model)) {
    nodes.push_back(paragraph("Your account was started again with an empty vault. It can be deleted from " +
                                  print_moment(*kept_until) +
                                  " on. Until then you can have the old vault back, should it have been "
                                  "somebody else.",
                              Look::note));
    return nodes;
  }
  nodes.push_back(ask(model));
  return nodes;
}

}  // namespace portal::view
