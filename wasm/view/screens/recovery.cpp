#include "wasm/view/screens/screens.h"

namespace portal::view {

// Until the recovery key can be used here, this says so: a promise of a form that does nothing would be
// worse.
std::vector<Node> recovery_screen(const Model& model) {
  std::vector<Node> ways{link("Sign in", "/sign-in")};
  if (model.site && !model.site->support_url.empty()) {
    ways.push_back(outside_link("Ask support", model.site->support_url));
  }
  return {
      heading(1, "Forgotten password"),
      paragraph(
          "Your recovery key opens your data again. This version of the portal cannot use it yet: keep it, "
          "and nothing is lost."),
      paragraph(
          "We cannot send you your password or set a new one for you, because we have none that we could "
          "read.",
          Look::muted),
      box(Role::generic, "", std::move(ways), Look::row)};
}

}  // namespace portal::view
