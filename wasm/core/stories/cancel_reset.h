// Cancelling a reset that waits, in any session: one press, on whatever screen it is seen.
#pragma once

#include "shared/wire/reset.h"
#include "wasm/core/asking.h"

namespace portal::core {

class CancelReset final : public Story {
 public:
  static constexpr Kind kKind = Kind::cancel_reset;
  explicit CancelReset(Core& core) : Story(core, kKind) {}
  bool stays() const override { return true; }

  void begin();

 private:
  void send();
  void cancelled(Result<wire::Nothing> reply);

  std::uint32_t unheard_ = 0;
};

}  // namespace portal::core
