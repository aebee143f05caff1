#include "wasm/view/screens/screens.h"
#include "wasm/view/wording.h"

namespace portal::view {
std::vector<Node> pair_screen(const Model& model) {
  std::vector<Node> nodes{heading(1, "Allow this page?")};
  const auto& request = model.frame_request;
  if (!request) {
    nodes.push_back(paragraph("A page with our box in it sent you here.", Look::muted));
    return nodes;
  }
  if (request->state != core::FrameRequest::State::asked) {
    nodes.push_back(paragraph(request->state == core::FrameRequest::State::allowed
                                  ? "The box on " + request->site +
                                        " goes on by itself. It stands in your list of sessions, where you "
                                        "can end it."
                                  : "The box on " + request->site + " gets nothing.",
                              Look::muted));
    nodes.push_back(link("Sessions", "/sessions"));
    return nodes;
  }
  nodes.push_back(paragraph("Allow only if the box on " + request->site + " shows this code now."));
  nodes.push_back(paragraph(print_code(request->code), Look::code));
  nodes.push_back(
      paragraph("It may then show and change which mail you get, for twelve hours at most. It cannot read "
                "your data, nor your password, and you can take back what it changes.",
                Look::muted));
  Node allow = button("Allow", {Intent::Do::allow_frame}, Look::primary);
  Node deny = button("Don't allow", {Intent::Do::deny_frame});
  allow.disabled = deny.disabled = model.work.has_value();
  nodes.push_back(box(Role::generic, "", {std::move(allow), std::move(deny)}, Look::row));
  add_work(nodes, model);
  return nodes;
}

}  // namespace portal::view
