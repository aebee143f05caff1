// A new recovery key at any time: the password is proved, the key written down, then the old one is
// worthless.
#pragma once

#include <memory>

#include "shared/wire/recover.h"
#include "wasm/core/asking.h"
#include "wasm/core/stories/step_up_run.h"

namespace portal::core {

class RenewRecoveryKey final : public Story {
 public:
  static constexpr Kind kKind = Kind::renew_recovery_key;
  explicit RenewRecoveryKey(Core& core) : Story(core, kKind) {}

  void begin();
  void cancel() override;
  bool stays() const override { return renewal_.has_value(); }

 private:
  void prove(void (RenewRecoveryKey::*next)());
  void proved(Status proved, void (RenewRecoveryKey::*next)());
  void show_next_key();
  void next_key_is_kept();
  void make_renewal();
  void send();
  void renewed(Result<wire::Renewal> reply);
  void stop(Notice notice);
  void stop(Fault fault);

  Secret password_;
  RecoverySecret next_;
  std::uint64_t proved_at_ = 0;
  std::unique_ptr<StepUpRun> proof_;
  std::optional<wire::RecoveryRenew> renewal_;  // the one that is sent, and repeated, as it is
  std::uint32_t unheard_ = 0;
};

}  // namespace portal::core
