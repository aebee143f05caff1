#include "wasm/view/screens/key_picture.h"
#include "wasm/view/screens/screens.h"
#include "wasm/view/visible.h"

namespace portal::view {

std::vector<Node> who_can_read_screen(const Model& model) {
  std::vector<Node> nodes{
      heading(1, "Who can read what"),
      paragraph(
          "This is all that this portal keeps, line by line. “We” are the company that runs it, with its "
          "staff and the mail server that it sends with. Nobody else is given any of it.",
          Look::muted),
      key_picture(model)};
  for (const VisibleGroup& group : visible_groups()) {
    const std::string name(group.name);
    std::vector<Node> children{heading(2, name)};
    if (!group.about.empty()) children.push_back(paragraph(std::string(group.about), Look::muted));
    Node list{Role::list, name};
    for (const Visible& row : group.rows) list.children.push_back({Role::listitem, std::string(row.what)});
    children.push_back(std::move(list));
    nodes.push_back(box(Role::region, name, std::move(children), Look::card));
  }
  nodes.push_back(
      paragraph("Whoever serves you this page could serve another one that reads what you type. Every "
                "promise here rests on the program that your browser was given.",
                Look::note));
  return nodes;
}

}  // namespace portal::view
