#include "wasm/view/screens/screens.h"

namespace portal::view {

std::vector<Node> cancel_deletion_screen(const Model& model) {
  std::vector<Node> nodes{heading(1, "Keep your account")};
  if (model.status.notice == core::Notice::deletion_cancelled) {
    nodes.push_back(paragraph("Your account stays as it is.", Look::muted));
    nodes.push_back(link("Overview", "/"));
    return nodes;
  }
  nodes.push_back(paragraph("It was asked to be deleted. Cancel that, and it stays as it is.", Look::muted));
  Node keep = button("Cancel deletion", {Intent::Do::cancel_deletion}, Look::primary);
  keep.disabled = model.work.has_value();
  nodes.push_back(std::move(keep));
  add_work(nodes, model);
  return nodes;
}

}  // namespace portal::view
