#include "wasm/view/names.h"
#include "wasm/view/screens/screens.h"

namespace portal::view {

std::vector<Node> finish_screen(const Model& model) {
  std::vector<Node> form;
  Node address = text_field(model, Field::email, "Email address", "email", "username");
  address.value = model.login_of_link;
  address.field.reset();
  address.read_only = true;
  form.push_back(std::move(address));
  add(form, password_field(model, Field::password, "Password", "new-password"));
  Node meter{Role::meter, "Password strength"};
  meter.value = strength_name(model.strength);
  meter.percent = static_cast<int>(model.strength) * 25;
  form.push_back(std::move(meter));
  add(form, password_field(model, Field::repeat_password, "Repeat password", "new-password"));
  Node go = submit("Continue", {Intent::Do::choose_password});
  go.disabled = model.work.has_value();
  form.push_back(std::move(go));
  add_work(form, model);
  return {
      heading(1, "Choose a password"),
      paragraph(
          "At least 12 characters: a few words that nobody would put together. It never leaves this device.",
          Look::muted),
      box(Role::form, "Choose a password", std::move(form))};
}

}  // namespace portal::view
