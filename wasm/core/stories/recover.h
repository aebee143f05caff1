// A forgotten password, or one that somebody else has set: the recovery key or the password from before is
// proved, a new one is written down, and one transaction puts the new password and the new key in the places
// of the old ones.
#pragma once

#include <memory>

#include "wasm/core/asking.h"
#include "wasm/core/stories/credential_run.h"
#include "wasm/core/stories/recovery_run.h"

namespace portal::core {

class Recover final : public Story {
 public:
  static constexpr Kind kKind = Kind::recover;
  enum class Way { recovery_key, previous_password, previous_key };
  Recover(Core& core, Way way) : Story(core, kKind), way_(way) {}
  ~Recover() override;

  void begin();
  void cancel() override;
  bool stays() const override { return change_ && change_->is_sent(); }

 private:
  bool take_proof();
  void judged(Result<Estimated> estimated);
  void prove(void (Recover::*next)());
  void proved(Result<Session> session, void (Recover::*next)());
  void show_next_key();
  void next_key_is_kept();
  void replace_password();
  void replaced(Result<CredentialEnd> end);
  Place place() const { return way_ == Way::recovery_key ? Place::recovery : Place::not_me; }
  void stop(Notice notice);
  void stop(Fault fault);

  Way way_;
  std::string login_;
  Secret new_password_;
  RecoverySecret used_;       // by two ways,
  Secret previous_password_;  // by the third
  RecoverySecret next_;
  std::unique_ptr<RecoveryRun> proof_;
  std::unique_ptr<LoginRun> previous_proof_;
  std::unique_ptr<CredentialRun> change_;
};

}  // namespace portal::core
