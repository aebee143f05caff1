#include "wasm/view/screens/screens.h"

namespace portal::view {

std::vector<Node> sign_in_screen(const Model& model) {
  std::vector<Node> form;
  form.push_back(text_field(model, Field::email, "Email address", "email", "username"));
  add(form, password_field(model, Field::password, "Password", "current-password"));
  Node stay{Role::checkbox, "Stay signed in on this device"};
  stay.checked = model.wants_to_stay;
  stay.disabled = model.work.has_value();
  stay.description = "For seven days, until you sign out. Only on a device that nobody else uses.";
  stay.intent = {Intent::Do::switch_staying};
  form.push_back(std::move(stay));
  Node go = submit("Sign in", {Intent::Do::sign_in});
  go.disabled = model.work.has_value();
  form.push_back(std::move(go));
  add_work(form, model);
  std::vector<Node> nodes{heading(1, "Sign in")};
  if (model.asks_again && !model.work) {
    nodes.push_back(paragraph(
        "You are asked again because your keys live in the open page alone, and are gone when it is "
        "loaded anew.",
        Look::muted));
  }
  nodes.push_back(box(Role::form, "Sign in", std::move(form)));
  nodes.push_back(
      box(Role::generic, "",
          {link("Create an account", "/sign-up"), link("Forgotten password?", "/recovery", Look::quiet)},
          Look::row));
  return nodes;
}

}  // namespace portal::view
