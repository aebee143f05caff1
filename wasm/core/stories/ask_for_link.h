// The first half of signing up, or of starting again: an address, and always the same answer.
#pragma once

#include "wasm/core/asking.h"

namespace portal::core {

class AskForLink final : public Story {
 public:
  static constexpr Kind kKind = Kind::ask_for_link;
  enum class What { sign_up, reset };
  AskForLink(Core& core, What what) : Story(core, kKind), what_(what) {}

  void begin();

 private:
  void asked(Result<wire::Nothing> reply);

  What what_;
};

}  // namespace portal::core
