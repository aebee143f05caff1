// The passphrase of the next export goes to the clipboard.
#pragma once

#include "wasm/core/asking.h"

namespace portal::core {

class CopyPassphrase final : public Story {
 public:
  static constexpr Kind kKind = Kind::copy_passphrase;
  explicit CopyPassphrase(Core& core) : Story(core, kKind) {}

  void begin();

 private:
  void copied(bool copied);
};

}  // namespace portal::core
