#include "wasm/core/stories/copy_passphrase.h"

namespace portal::core {

void CopyPassphrase::begin() {
  if (core.model().passphrase.empty()) return core.end(this);
  core.copy(this, core.model().passphrase.duplicate(), &CopyPassphrase::copied);
}

void CopyPassphrase::copied(bool copied) {
  core.end(this);
  copied ? core.tell(Notice::copied) : core.complain(Notice::passphrase_not_copied);
}

}  // namespace portal::core
