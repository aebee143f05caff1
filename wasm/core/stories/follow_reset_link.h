// The two mailed links of a reset that have one button: it is to wait from now on, and it is cancelled.
#pragma once

#include "shared/wire/reset.h"
#include "wasm/core/asking.h"

namespace portal::core {

class FollowResetLink final : public Story {
 public:
  static constexpr Kind kKind = Kind::follow_reset_link;
  explicit FollowResetLink(Core& core) : Story(core, kKind) {}

  void begin();
  void follow();

 private:
  void send();
  void confirmed(Result<wire::ResetWait> reply);
  void cancelled(Result<wire::Nothing> reply);
  bool is_sent_again(Fault fault);
  void refuse(Fault fault);

  std::optional<wire::LinkToken> token_;
  std::uint32_t unheard_ = 0;
};

}  // namespace portal::core
