// At the top level: a frame on another site asks for permission, and its owner sees which one.
#pragma once

#include "shared/wire/pair.h"
#include "wasm/core/asking.h"

namespace portal::core {

class AllowFrame final : public Story {
 public:
  static constexpr Kind kKind = Kind::allow_frame;
  explicit AllowFrame(Core& core) : Story(core, kKind) {}

  void begin();
  void allow();
  void deny();

 private:
  void look();
  void shown(Result<wire::PairShown> reply);
  void decide(FrameRequest::State decision, const char* work);
  void send();
  void decided(Result<wire::Nothing> reply);
  void give_up(Notice notice);

  std::optional<wire::PairId> pair_;
  FrameRequest::State decision_ = FrameRequest::State::asked;
  std::uint64_t began_ = 0;
  std::uint32_t unheard_ = 0;
};

}  // namespace portal::core
