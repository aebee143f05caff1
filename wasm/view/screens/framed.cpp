#include "wasm/view/screens/screens.h"

namespace portal::view {

std::vector<Node> framed_screen(const Model&) {
  return {heading(1, "Your mail preferences"),
          paragraph("They open in a window of their own. A password is never asked for inside another page.",
                    Look::muted),
          outside_link("Open in a new window", "/subscriptions")};
}

}  // namespace portal::view
