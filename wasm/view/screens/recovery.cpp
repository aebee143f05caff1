#include "wasm/view/names.h"
#include "wasm/view/screens/screens.h"

namespace portal::view {

std::vector<Node> recovery_screen(const Model& model) {
  std::vector<Node> form;
  form.push_back(text_field(model, Field::email, "Email address", "email", "username"));
  Node key = text_field(model, Field::recovery_key, "Recovery key", "text", "off");
  key.look = Look::mono;
  key.longest = 90;
  key.description = "Nine groups of four characters. Small letters and spaces are fine.";
  form.push_back(std::move(key));
  add(form, password_field(model, Field::new_password, "New password", "new-password"));
  Node meter{Role::meter, "Password strength"};
  meter.value = strength_name(model.strength);
  meter.percent = static_cast<int>(model.strength) * 25;
  form.push_back(std::move(meter));
  add(form, password_field(model, Field::repeat_new_password, "Repeat new password", "new-password"));
  Node go = submit("Set new password", {Intent::Do::recover});
  go.disabled = model.work.has_value();
  form.push_back(std::move(go));
  add_work(form, model);
  return {heading(1, "Forgotten password"),
          paragraph("With your recovery key you set a new password and keep all your data. The key works "
                    "once: you get a new one on the way.",
                    Look::muted),
          box(Role::form, "Forgotten password", std::move(form)),
          box(Role::generic, "", {link("I have no recovery key", "/reset"), link("Sign in", "/sign-in")},
              Look::row)};
}

}  // namespace portal::view
