#include "wasm/view/build.h"

namespace portal::view {
namespace {

std::string in_lower_case(std::string name) {
  if (!name.empty() && name[0] >= 'A' && name[0] <= 'Z') name[0] = static_cast<char>(name[0] - 'A' + 'a');
  return name;
}

}  // namespace

Node heading(std::uint32_t level, std::string text) {
  Node node{Role::heading, std::move(text)};
  node.level = level;
  return node;
}

Node paragraph(std::string text, Look look) {
  Node node{Role::paragraph, std::move(text)};
  node.look = look;
  return node;
}

Node box(Role role, std::string name, std::vector<Node> children, Look look) {
  Node node{role, std::move(name)};
  node.children = std::move(children);
  node.look = look;
  return node;
}

Node button(std::string name, Intent intent, Look look) {
  Node node{Role::button, std::move(name)};
  node.intent = std::move(intent);
  node.look = look;
  return node;
}

Node submit(std::string name, Intent intent) {
  Node node = button(std::move(name), std::move(intent), Look::primary);
  node.submits = true;
  return node;
}

Node link(std::string name, std::string path, Look look) {
  Node node{Role::link, std::move(name)};
  node.href = path;
  node.intent = {Intent::Do::go, std::move(path)};
  node.look = look;
  return node;
}

Node outside_link(std::string name, std::string url) {
  Node node{Role::link, std::move(name)};
  node.href = std::move(url);
  node.new_window = !node.href.starts_with("mailto:");  // staying signed in needs this page
  return node;
}

Node text_field(const Model& model, Field field, std::string name, std::string input,
                std::string autocomplete) {
  Node node{Role::textbox, std::move(name)};
  node.field = field;
  node.input = std::move(input);
  node.autocomplete = std::move(autocomplete);
  node.value = std::string(text_of(model.value_of(field).reveal()));
  node.invalid = model.invalid.count(field) > 0;
  node.disabled = model.work.has_value();
  return node;
}

std::vector<Node> password_field(const Model& model, Field field, std::string name,
                                 std::string autocomplete) {
  const bool shown = model.shown.count(field) > 0;
  Node toggle = button("Show " + in_lower_case(name), {Intent::Do::reveal, {}, field}, Look::quiet);
  toggle.pressed = shown;
  Node node{Role::password, std::move(name)};
  node.field = field;
  node.input = shown ? "text" : "password";
  node.autocomplete = std::move(autocomplete);
  node.filled = !model.value_of(field).empty();
  node.cleared = model.typed_in(field).cleared;
  node.invalid = model.invalid.count(field) > 0;
  node.disabled = model.work.has_value();
  return {std::move(node), std::move(toggle)};
}

void add_work(std::vector<Node>& to, const Model& model) {
  if (!model.work) return;
  Node progress{Role::progressbar, model.work->name};
  progress.key = "work";
  progress.percent = model.work->percent;
  to.push_back(std::move(progress));
  Node cancel = button("Cancel", {Intent::Do::cancel});
  cancel.disabled = !model.work->can_cancel;
  to.push_back(std::move(cancel));
}

void add(std::vector<Node>& to, std::vector<Node> more) {
  for (Node& node : more) to.push_back(std::move(node));
}

}  // namespace portal::view
