#include "wasm/view/screens/screens.h"

namespace portal::view {

// Until its owner has allowed this frame to go on.
std::vector<Node> framed_screen(const Model& model) {
  std::vector<Node> nodes{heading(1, "Your mail preferences")};
  if (model.frame.link.empty()) return nodes;
  nodes.push_back(paragraph(model.frame.code.empty()
                                ? "A password is never asked for inside another page. Sign in in a window of "
                                  "our own, and this box goes on by itself."
                                : "Compare this code with the one in the new window, and allow it there.",
                            Look::muted));
  Node sign_in = outside_link("Sign in in a new window", model.frame.link);
  sign_in.look = Look::primary;
  sign_in.intent = {Intent::Do::pair_frame};
  nodes.push_back(std::move(sign_in));
  return nodes;
}

}  // namespace portal::view
