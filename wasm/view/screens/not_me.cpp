#include "wasm/view/names.h"
#include "wasm/view/screens/screens.h"

namespace portal::view {
namespace {

Node lock_form(const Model& model) {
  Node go = submit("Sign everybody out", {Intent::Do::disown});
  go.disabled = model.work.has_value();
  std::vector<Node> form{std::move(go)};
  add_work(form, model);
  return box(Role::form, "Sign everybody out", std::move(form));
}

Node restore_form(const Model& model) {
  std::vector<Node> form;
  form.push_back(text_field(model, Field::email, "Email address", "email", "username"));
  add(form, password_field(model, Field::current_password, "Password from before", "current-password"));
  Node key = text_field(model, Field::recovery_key, "Recovery key from before", "text", "off");
  key.look = Look::mono;
  key.longest = 90;
  key.description = "Instead of the password, if your vault was emptied.";
  form.push_back(std::move(key));
  add(form, password_field(model, Field::new_password, "New password", "new-password"));
  Node meter{Role::meter, "Password strength"};
  meter.value = strength_name(model.strength);
  meter.percent = static_cast<int>(model.strength) * 25;
  form.push_back(std::move(meter));
  add(form, password_field(model, Field::repeat_new_password, "Repeat new password", "new-password"));
  Node go = submit("Get my account back", {Intent::Do::restore});
  go.disabled = model.work.has_value();
  form.push_back(std::move(go));
  add_work(form, model);
  return box(Role::form, "Get your account back", std::move(form));
}

}  // namespace

// From the mail first the one button; then, and without a link, the way back in.
std::vector<Node> not_me_screen(const Model& model) {
  if (!model.fragment.empty()) {
    return {
        heading(1, "Was this not you?"),
        paragraph("If somebody else has used your recovery key or emptied your vault, lock your account now: "
                  "everybody is signed out, and for three days only what opened it before opens it."),
        lock_form(model)};
  }
  return {heading(1, "Get your account back"),
          paragraph("With the password from before you set a new one, and get a new recovery key on the way. "
                    "Your data is as it was before.",
                    Look::muted),
          restore_form(model)};
}

}  // namespace portal::view
