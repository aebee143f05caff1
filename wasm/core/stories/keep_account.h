// Cancelling a deletion by the mailed link: one button, and no signing in.
#pragma once

#include "wasm/core/asking.h"

namespace portal::core {

class KeepAccount final : public Story {
 public:
  static constexpr Kind kKind = Kind::keep_account;
  explicit KeepAccount(Core& core) : Story(core, kKind) {}

  void begin();
  void keep();

 private:
  void send();
  void kept(Result<wire::Nothing> reply);

  std::optional<wire::LinkToken> token_;
  std::uint32_t unheard_ = 0;
};

}  // namespace portal::core
