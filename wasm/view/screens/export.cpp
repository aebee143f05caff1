#include "wasm/view/screens/screens.h"

namespace portal::view {
namespace {

Node shown_text(std::string name, std::string value) {
  Node node{Role::textbox, std::move(name)};
  node.value = std::move(value);
  node.read_only = true;
  node.autocomplete = "off";
  node.input = "text";
  node.look = Look::mono;
  return node;
}

void add_passphrase(std::vector<Node>& to, const Model& model) {
  Node protect{Role::checkbox, "Protect with a passphrase"};
  protect.checked = !model.passphrase.empty();
  protect.intent = {Intent::Do::protect_export};
  protect.disabled = model.work.has_value();
  to.push_back(std::move(protect));
  if (model.passphrase.empty()) return;
  to.push_back(shown_text("Passphrase", std::string(text_of(model.passphrase.reveal()))));
  to.push_back(button("Copy", {Intent::Do::copy_passphrase}));
  to.push_back(
      paragraph("Write it down before you go on: it is shown here only, and without it nobody can open the "
                "file.",
                Look::note));
}

}  // namespace

std::vector<Node> export_screen(const Model& model) {
  std::vector<Node> form;
  add(form, password_field(model, Field::password, "Password", "current-password"));
  add_passphrase(form, model);
  Node go = submit("Create export", {Intent::Do::create_export});
  go.disabled = model.work.has_value();
  form.push_back(std::move(go));
  add_work(form, model);
  std::vector<Node> key{heading(2, "Your key")};
  key.push_back(
      paragraph("Each export is signed with it, on your device. Keep this line apart from the file: with it "
                "anybody can check, without us, that the file is yours and unchanged.",
                Look::muted));
  key.push_back(shown_text("Key line", model.owner_key_line));
  key.push_back(link("Check an export", "/verify"));
  return {
      heading(1, "Export"),
      paragraph(
          "One ZIP file with all that is kept about you, for you to read and to take elsewhere. It is put "
          "together on this device.",
          Look::muted),
      box(Role::form, "Export", std::move(form)), box(Role::region, "Your key", std::move(key), Look::card)};
}

}  // namespace portal::view
