#include "wasm/cli/progress.h"

#include <cstdio>
#include <unistd.h>

#include "wasm/view/wording.h"

namespace portal::cli {

Progress::Progress() : is_seen_(isatty(STDERR_FILENO)) {}

// An alert while the work goes on is about its silence, and no last word: scripts want to see it too.
void Progress::look(const core::Model& model) {
  if (!model.work) return end();
  if (model.alert.notice != core::Notice::none && model.alert != told_) {
    end();
    std::fprintf(stderr, "portal: %s\n", view::sentence(model.alert).c_str());
  }
  told_ = model.alert;
  if (!is_seen_) return;
  std::fprintf(stderr, "\r\033[K%s: %d %%", model.work->name.c_str(), model.work->percent);
  std::fflush(stderr);
  has_line_ = true;
}

void Progress::end() {
  if (has_line_) std::fprintf(stderr, "\r\033[K");
  has_line_ = false;
}

}  // namespace portal::cli
