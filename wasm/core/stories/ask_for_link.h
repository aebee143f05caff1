// The first half of signing up: an address, and always the same answer.
#pragma once

#include "wasm/core/core.h"

namespace portal::core {

class AskForLink final : public Story {
 public:
  static constexpr Kind kKind = Kind::ask_for_link;
  explicit AskForLink(Core& core) : Story(core, kKind) {}

  void begin();

 private:
  void asked(Result<wire::Nothing> reply);
};

}  // namespace portal::core
