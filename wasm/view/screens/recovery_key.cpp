#include "wasm/view/screens/screens.h"

namespace portal::view {
namespace {

std::string sheet_text(const Model& model) {
  return model.sheet ? std::string(text_of(model.sheet->text.reveal())) : "";
}

std::string_view last_step(const Model& model) {
  const core::Place from = model.sheet ? model.sheet->from : core::Place::finish;
  if (from == core::Place::recovery) return "Set new password";
  if (from == core::Place::reset_finish) return "Set up my account";
  if (from == core::Place::not_me) return "Get my account back";
  return from == core::Place::change_password ? "Use this key from now on" : "Create account";
}

Node group_field(const Model& model, Field field, std::uint32_t number) {
  Node node = text_field(model, field, "Group " + std::to_string(number), "text", "off");
  node.look = Look::mono;
  node.longest = 8;
  return node;
}

}  // namespace

std::vector<Node> recovery_key_screen(const Model& model) {
  Node key{Role::textbox, "Recovery key"};
  key.value = sheet_text(model);
  key.read_only = true;
  key.autocomplete = "off";
  key.input = "text";
  key.look = Look::mono;
  std::vector<Node> sheet;
  sheet.push_back(paragraph("Recovery key for " + (model.sheet ? model.sheet->login : "") +
                            (model.trust ? " at " + model.trust->realm : "") + "."));
  sheet.push_back(std::move(key));
  sheet.push_back(
      paragraph("Keep it where only you can find it. Whoever has it can open your account.", Look::muted));
  Node line{Role::textbox, "Key line"};
  line.value = model.sheet ? model.sheet->key_line : "";
  line.read_only = true;
  line.autocomplete = "off";
  line.input = "text";
  line.look = Look::mono;
  line.description = "No secret. With it an export is checked: whether it is yours, and unchanged.";
  sheet.push_back(std::move(line));
  return {
      heading(1, "Your recovery key"),
      paragraph("If you forget your password, this key is the only way back to your data. We cannot make you "
                "another one, because we never see this one."),
      box(Role::region, "Recovery sheet", std::move(sheet), Look::sheet),
      box(Role::group, "Keep the key",
          {button("Copy", {Intent::Do::copy_recovery_key}), button("Print", {Intent::Do::print_recovery_key}),
           button("Save as a file", {Intent::Do::save_recovery_key})},
          Look::row),
      button("Continue", {Intent::Do::check_recovery_key}, Look::primary)};
}

std::vector<Node> recovery_key_check_screen(const Model& model) {
  const auto asked = model.sheet ? model.sheet->asked : std::array<std::uint32_t, 2>{2, 3};
  std::vector<Node> form;
  form.push_back(group_field(model, Field::first_group, asked[0]));
  form.push_back(group_field(model, Field::second_group, asked[1]));
  Node go = submit(std::string(last_step(model)), {Intent::Do::keep_recovery_key});
  go.disabled = model.work.has_value();
  form.push_back(std::move(go));
  Node back = button("Show the key again", {Intent::Do::show_recovery_key}, Look::quiet);
  back.disabled = model.work.has_value();
  form.push_back(std::move(back));
  add_work(form, model);
  return {heading(1, "Check your recovery key"),
          paragraph("Type these two groups of four characters from your copy, counted from its beginning.",
                    Look::muted),
          box(Role::form, "Check your recovery key", std::move(form))};
}

}  // namespace portal::view
