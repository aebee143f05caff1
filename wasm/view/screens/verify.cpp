#include "shared/archive/age_header.h"
#include "wasm/view/moments.h"
#include "wasm/view/screens/screens.h"

namespace portal::view {
namespace {

Node export_file(const Model& model) {
  Node node{Role::file, "Export file"};
  node.field = Field::export_file;
  node.value = model.picked ? model.picked->name : "";
  node.invalid = model.invalid.count(Field::export_file) > 0;
  node.disabled = model.work.has_value();
  return node;
}

Node result(const core::Checked& checked) {
  std::vector<Node> facts{heading(2, "What the file says")};
  facts.push_back(paragraph("Made " + print_date(checked.made) + " at " + checked.realm + "."));
  facts.push_back(paragraph(std::to_string(checked.files) + " files, all as they were signed."));
  facts.push_back(paragraph("Signed by the key"));
  Node key = paragraph(checked.key_line, Look::mono);
  facts.push_back(std::move(key));
  return box(Role::region, "What the file says", std::move(facts), Look::card);
}

}  // namespace

std::vector<Node> verify_screen(const Model& model) {
  std::vector<Node> form;
  form.push_back(export_file(model));
  Node passphrase = text_field(model, Field::passphrase, "Passphrase", "text", "off");
  passphrase.description = "Only for a file that ends with .age.";
  passphrase.look = Look::mono;
  passphrase.longest = archive::kLongestPassphrase;
  form.push_back(std::move(passphrase));
  Node line = text_field(model, Field::key_line, "Key line", "text", "off");
  line.description = model.signed_in
                         ? "Empty: the key of your account."
                         : "From the Export screen. Without it, only whether the file is whole is checked.";
  line.look = Look::mono;
  form.push_back(std::move(line));
  Node go = submit("Check", {Intent::Do::check_export});
  go.disabled = model.work.has_value();
  form.push_back(std::move(go));
  add_work(form, model);
  std::vector<Node> nodes{
      heading(1, "Check an export"),
      paragraph("The file is read on this device only. Nothing of it is sent.", Look::muted),
      box(Role::form, "Check an export", std::move(form))};
  if (model.checked) nodes.push_back(result(*model.checked));
  return nodes;
}

}  // namespace portal::view
