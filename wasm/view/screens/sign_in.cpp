#include "wasm/view/screens/screens.h"

namespace portal::view {

std::vector<Node> sign_in_screen(const Model& model) {
  std::vector<Node> form;
  form.push_back(text_field(model, Field::email, "Email address", "email", "username"));
  add(form, password_field(model, Field::password, "Password", "current-password"));
  Node go = submit("Sign in", {Intent::Do::sign_in});
  go.disabled = model.work.has_value();
  form.push_back(std::move(go));
  add_work(form, model);
  return {heading(1, "Sign in"), box(Role::form, "Sign in", std::move(form)),
          box(Role::generic, "",
              {link("Create an account", "/sign-up"), link("Forgotten password?", "/recovery", Look::quiet)},
              Look::row)};
}

}  // namespace portal::view
