#include <array>

#include "wasm/view/moments.h"
#include "wasm/view/names.h"
#include "wasm/view/screens/screens.h"

namespace portal::view {
namespace {

struct Reminder {
  std::string_view name;
  std::string_view months;
};
constexpr std::array<Reminder, 4> kReminders{
    {{"Never", "0"}, {"Every 3 months", "3"}, {"Every 6 months", "6"}, {"Every year", "12"}}};

Node remind_me(const Model& model) {
  Node node{Role::combobox, "Remind me"};
  const std::string chosen = std::to_string(model.account ? model.account->remind_months : 0);
  for (const Reminder& reminder : kReminders) {
    Node option{Role::option, std::string(reminder.name)};
    option.selected = reminder.months == chosen;
    option.intent = {Intent::Do::remind_me, std::string(reminder.months)};
    if (option.selected) node.value = option.name;
    node.children.push_back(std::move(option));
  }
  node.disabled = model.work.has_value();
  return node;
}

Node recovery_key_card(const Model& model) {
  if (const auto until = core::recovered_until(model)) {
    return box(Role::region, "Recovery key",
               {heading(2, "Recovery key"),
                paragraph("Your account was recovered less than 72 hours ago. You can make another recovery "
                          "key from " +
                          print_moment(*until) + " on.")},
               Look::card);
  }
  std::vector<Node> form =
      password_field(model, Field::renewal_password, "Your password", "current-password");
  Node go = button("Make a new recovery key", {Intent::Do::renew_recovery_key});
  go.submits = true;
  go.disabled = model.work.has_value();
  form.push_back(std::move(go));
  return box(Role::region, "Recovery key",
             {heading(2, "Recovery key"),
              paragraph("If yours may be lost or seen by somebody else, make a new one. The old one opens "
                        "nothing any more.",
                        Look::muted),
              box(Role::form, "Recovery key", std::move(form))},
             Look::card);
}

}  // namespace

std::vector<Node> change_password_screen(const Model& model) {
  std::vector<Node> form;
  Node address = text_field(model, Field::email, "Email address", "email", "username");
  address.value = model.account ? model.account->login : "";
  address.field.reset();
  address.read_only = true;
  form.push_back(std::move(address));
  add(form, password_field(model, Field::current_password, "Current password", "current-password"));
  add(form, password_field(model, Field::new_password, "New password", "new-password"));
  Node meter{Role::meter, "Password strength"};
  meter.value = strength_name(model.strength);
  meter.percent = static_cast<int>(model.strength) * 25;
  form.push_back(std::move(meter));
  add(form, password_field(model, Field::repeat_new_password, "Repeat new password", "new-password"));
  Node go = submit("Change password", {Intent::Do::change_password});
  go.disabled = model.work.has_value();
  form.push_back(std::move(go));
  add_work(form, model);
  std::vector<Node> nodes{heading(1, "Change password")};
  if (model.account) {
    nodes.push_back(paragraph("Yours is from " + print_date(model.account->password_changed) +
                                  ". A new one signs out all your other devices; your data stays as it is.",
                              Look::muted));
  }
  nodes.push_back(box(Role::form, "Change password", std::move(form)));
  nodes.push_back(recovery_key_card(model));
  nodes.push_back(box(Role::region, "Reminder", {heading(2, "Reminder"), remind_me(model)}, Look::card));
  return nodes;
}

}  // namespace portal::view
