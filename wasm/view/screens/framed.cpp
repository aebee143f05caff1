#include "wasm/view/screens/screens.h"

namespace portal::view {
namespace {

// Where the operator wants it: the page around it could show a false one.
Node form_in_frame(const Model& model) {
  std::vector<Node> form;
  form.push_back(text_field(model, Field::email, "Email address", "email", "username"));
  add(form, password_field(model, Field::password, "Password", "current-password"));
  Node go = submit("Sign in", {Intent::Do::sign_in});
  go.disabled = model.work.has_value();
  form.push_back(std::move(go));
  add_work(form, model);
  return box(Role::form, "Sign in", std::move(form));
}

std::string advice(const Model& model, bool has_form) {
  if (!model.frame.code.empty())
    return "Compare this code with the one in the new window, and allow it there.";
  if (has_form) return "Or sign in in a window of our own, and this box goes on by itself.";
  return "A password is never asked for inside another page. Sign in in a window of our own, and this box "
         "goes on by itself.";
}

}  // namespace

// Until its owner has allowed this frame to go on.
std::vector<Node> framed_screen(const Model& model) {
  std::vector<Node> nodes{heading(1, "Your mail preferences")};
  if (model.frame.link.empty()) return nodes;
  const bool has_form = model.site && model.site->embed_password;
  if (has_form) nodes.push_back(form_in_frame(model));
  nodes.push_back(paragraph(advice(model, has_form), Look::muted));
  Node sign_in = outside_link("Sign in in a new window", model.frame.link);
  sign_in.look = has_form ? Look::quiet : Look::primary;
  sign_in.intent = {Intent::Do::pair_frame};
  nodes.push_back(std::move(sign_in));
  return nodes;
}

}  // namespace portal::view
