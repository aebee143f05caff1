#include "wasm/core/switches.h"
#include "wasm/view/moments.h"
#include "wasm/view/names.h"
#include "wasm/view/screens/screens.h"

namespace portal::view {
namespace {

Node purpose_switch(const std::string& list, const wire::PurposeState& state) {
  Node node{Role::switch_, std::string(switch_name(state.id))};
  node.checked = state.on;
  node.description = std::string(about(state.id)) + " " + print_choice(state) + ".";
  node.intent = {Intent::Do::switch_purpose, core::switch_key(list, state.id)};
  return node;
}

}  // namespace

std::vector<Node> subscriptions_screen(const Model& model) {
  std::vector<Node> nodes{heading(1, "Subscriptions")};
  if (!model.subscriptions) {
    nodes.push_back(paragraph("Your choices are being fetched.", Look::muted));
    return nodes;
  }
  nodes.push_back(paragraph("Each choice is saved at once and holds for the next mail.", Look::muted));
  for (const auto& list : model.subscriptions->lists) {
    std::vector<Node> children;
    if (!list.about.empty()) children.push_back(paragraph(list.about, Look::muted));
    for (const auto& purpose : list.purposes) children.push_back(purpose_switch(list.id, purpose));
    Node group = box(Role::group, list.name, std::move(children), Look::card);
    group.key = list.id;
    nodes.push_back(std::move(group));
  }
  std::vector<Node> actions;
  Node stop = button("Stop all mail", {Intent::Do::stop_all_mail}, Look::danger);
  stop.description = "Also from lists that are added later.";
  actions.push_back(std::move(stop));
  Node undo = button("Undo", {Intent::Do::undo});
  undo.disabled = !model.subscriptions->undo;
  actions.push_back(std::move(undo));
  nodes.push_back(box(Role::generic, "", std::move(actions), Look::row));
  if (model.subscriptions->stopped) {
    nodes.push_back(
        paragraph("All mail has been stopped since " + print_date(*model.subscriptions->stopped) +
                      ", lists that come later included. A switch that you put on is an exception.",
                  Look::note));
  }
  return nodes;
}

}  // namespace portal::view
