// Inside somebody else's page: waits until the owner, at the top level, allows this frame to go on.
#pragma once

#include "shared/crypto/sealed_box.h"
#include "shared/wire/pair.h"
#include "wasm/core/asking.h"

namespace portal::core {

class PairFrame final : public Story {
 public:
  static constexpr Kind kKind = Kind::pair_frame;
  explicit PairFrame(Core& core) : Story(core, kKind) {}

  void begin();
  void ask();  // the link was followed

 private:
  void make_keys();
  void send();
  void opened(Result<wire::PairOpened> reply);
  void poll();
  void polled(Result<wire::PairOutcome> reply);
  Result<Session> open(const wire::PairOutcome& outcome) const;
  void start_anew(Notice notice);

  BoxKeyPair key_;
  wire::PairSecret secret_{};
  wire::PairId pair_{};
  std::uint64_t expires_ = 0;  // unix seconds
  std::uint32_t unheard_ = 0;
  bool is_asking_ = false;
};

}  // namespace portal::core
