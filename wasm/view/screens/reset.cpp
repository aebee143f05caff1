#include "wasm/view/moments.h"
#include "wasm/view/names.h"
#include "wasm/view/screens/screens.h"

namespace portal::view {
namespace {

Node lines(std::string name, std::vector<std::string> each) {
  Node list{Role::list, name};
  for (std::string& text : each) list.children.push_back({Role::listitem, std::move(text)});
  return box(Role::region, name, {heading(2, name), std::move(list)}, Look::card);
}

Node one_button(const Model& model, std::string name, Intent::Do action, Look look) {
  Node go = submit(name, {action});
  go.look = look;
  go.disabled = model.work.has_value();
  std::vector<Node> form{std::move(go)};
  add_work(form, model);
  return box(Role::form, std::move(name), std::move(form));
}

}  // namespace

std::vector<Node> reset_screen(const Model& model) {
  std::vector<Node> form;
  form.push_back(text_field(model, Field::email, "Email address", "email", "email"));
  form.push_back(submit("Send link", {Intent::Do::send_reset_link}));
  return {heading(1, "I have no recovery key"),
          paragraph("Without your password and your recovery key nobody can open what is encrypted, and we "
                    "cannot either. You can start again with an empty vault."),
          lines("What you lose", {"What you wrote under My data, and everything else that is encrypted.",
                                  "The old password and the old recovery key."}),
          lines("What stays", {"Your email address, your mail choices and your log."}),
          lines("How it goes",
                {"We mail you a link. When you have followed it, a time of waiting begins: three days, "
                 "unless the mail says otherwise.",
                 "Whoever signs in meanwhile cancels it, and so does one press at every place where you are "
                 "signed in.",
                 "Then we mail you a second link, to choose a new password.",
                 "For 30 days after that you can have the old vault back, with the old password or the old "
                 "recovery key."}),
          box(Role::form, "Start again", std::move(form)),
          box(Role::generic, "", {link("I have a recovery key", "/recovery"), link("Sign in", "/sign-in")},
              Look::row)};
}

std::vector<Node> reset_confirm_screen(const Model& model) {
  std::vector<Node> nodes{heading(1, "Empty your vault?")};
  if (model.reset_due) {
    nodes.push_back(paragraph("From " + print_moment(*model.reset_due) +
                              " on we mail you a link to choose a new password. Until then, signing in "
                              "cancels it."));
    nodes.push_back(link("Sign in", "/sign-in"));
    return nodes;
  }
  nodes.push_back(paragraph(
      "The time of waiting begins when you confirm. After it you choose a new password, and what is "
      "encrypted now cannot be opened any more with that one."));
  nodes.push_back(
      paragraph("If you still know your password, sign in instead: nothing is lost then.", Look::muted));
  nodes.push_back(one_button(model, "Confirm", Intent::Do::confirm_reset, Look::danger));
  return nodes;
}

std::vector<Node> reset_cancel_screen(const Model& model) {
  std::vector<Node> nodes{heading(1, "Keep your vault")};
  if (model.status.notice == core::Notice::reset_cancelled) {
    nodes.push_back(paragraph("Your vault stays as it is.", Look::muted));
    nodes.push_back(link("Overview", "/"));
    return nodes;
  }
  nodes.push_back(paragraph("Someone asked to empty it. Cancel that, and it stays as it is.", Look::muted));
  nodes.push_back(one_button(model, "Cancel the reset", Intent::Do::cancel_reset, Look::primary));
  return nodes;
}

// The address is typed, as the owner's word that this device may know the new vault.
std::vector<Node> reset_finish_screen(const Model& model) {
  std::vector<Node> form;
  Node address = text_field(model, Field::email, "Email address", "email", "username");
  address.description = "Type it once more: from now on this device knows the new vault.";
  form.push_back(std::move(address));
  add(form, password_field(model, Field::password, "Password", "new-password"));
  Node meter{Role::meter, "Password strength"};
  meter.value = strength_name(model.strength);
  meter.percent = static_cast<int>(model.strength) * 25;
  form.push_back(std::move(meter));
  add(form, password_field(model, Field::repeat_password, "Repeat password", "new-password"));
  Node go = submit("Continue", {Intent::Do::set_up_again});
  go.disabled = model.work.has_value();
  form.push_back(std::move(go));
  add_work(form, model);
  return {heading(1, "Start again"),
          paragraph("You choose a new password and get a new recovery key. Your vault is empty then; for 30 "
                    "days you can have the old one back."),
          box(Role::form, "Start again", std::move(form))};
}

Node reset_notice(const Model& model) {
  Node cancel = button("Cancel the reset", {Intent::Do::cancel_reset});
  cancel.disabled = model.work.has_value();
  return box(Role::region, "Reset",
             {paragraph("Someone asked to empty your vault and to set up your account again, from " +
                        print_moment(*model.account->reset_due) + " on."),
              box(Role::generic, "", {std::move(cancel)}, Look::row)},
             Look::note);
}

Node other_vault_form(const Model& model) {
  Node address = text_field(model, Field::confirmed_login, "Address of the account", "email", "off");
  return box(
      Role::form, "Another vault",
      {heading(2, "Another vault"),
       paragraph("This device knows another vault of this account than the one that was shown now. "
                 "That is right only if you have started again, or have taken that back. Did you? "
                 "Then type your email address, once. If not, write to our support: somebody else "
                 "has done it."),
       std::move(address), button("Accept the other vault", {Intent::Do::accept_other_vault}, Look::danger)},
      Look::card);
}

}  // namespace portal::view
