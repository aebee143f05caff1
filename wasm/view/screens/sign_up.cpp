#include "wasm/view/screens/screens.h"

namespace portal::view {

std::vector<Node> sign_up_screen(const Model& model) {
  std::vector<Node> form;
  form.push_back(text_field(model, Field::email, "Email address", "email", "email"));
  form.push_back(submit("Send link", {Intent::Do::send_link}));
  return {heading(1, "Create an account"),
          paragraph("We send you a link. Nothing is stored about you before you have finished.", Look::muted),
          box(Role::form, "Create an account", std::move(form)),
          box(Role::generic, "", {link("Sign in", "/sign-in")}, Look::row)};
}

}  // namespace portal::view
