// Changing the password: the old one is proved, the new one is put in its place.
#pragma once

#include <memory>

#include "wasm/core/asking.h"
#include "wasm/core/stories/credential_run.h"
#include "wasm/core/stories/step_up_run.h"

namespace portal::core {

class ChangePassword final : public Story {
 public:
  static constexpr Kind kKind = Kind::change_password;
  explicit ChangePassword(Core& core) : Story(core, kKind) {}

  void begin();
  void cancel() override;
  bool stays() const override { return change_ && change_->is_sent(); }

 private:
  void judged(Result<Estimated> estimated);
  void prove_old_password();
  void old_password_proved(Status proved);
  void replace_password();
  void replaced(Result<CredentialEnd> end);
  void stop(Notice notice);
  void stop(Fault fault);

  Secret old_password_;
  Secret new_password_;
  std::unique_ptr<StepUpRun> proof_;
  std::unique_ptr<CredentialRun> change_;
};

}  // namespace portal::core
