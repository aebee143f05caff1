// Changing the password: the old one is proved, the new one is registered, one signed transaction swaps them,
// and a login with the new one comes before any word of success.
//
// Once the finish is sent nobody here knows whether it took effect until the server says so: the same finish
// is repeated until it is answered, and "nothing was changed" is only said after the change has been
// cancelled.
#pragma once

#include <memory>

#include "shared/wire/credential.h"
#include "wasm/core/core.h"
#include "wasm/core/stories/login_run.h"
#include "wasm/core/stories/step_up_run.h"

namespace portal::core {

class ChangePassword final : public Story {
 public:
  static constexpr Kind kKind = Kind::change_password;
  explicit ChangePassword(Core& core) : Story(core, kKind) {}

  void begin();
  void cancel() override;
  bool stays() const override { return finish_.has_value(); }

 private:
  // What is known about the change.
  enum class Fate { not_sent, unknown, cancelling, done };

  void judged(Result<Estimated> estimated);
  void prove_old_password();
  void old_password_proved(Status proved);
  void register_new_password();
  void registered(Result<wire::CredentialChange> reply);
  void new_stretched(Result<opaque::StretchedOutput> stretched);
  void replace_record();
  void replaced(Result<wire::CredentialOutcome> reply);
  void cancel_change();
  void cancelled(Result<wire::Nothing> reply);
  void verify();
  void verified(Result<Session> session);

  void ask_again_later(void (ChangePassword::*step)());
  void stop(Notice notice);
  void stop(Fault fault);
  void nothing_changed();

  Secret old_password_;
  Secret new_password_;
  std::unique_ptr<StepUpRun> proof_;
  std::optional<opaque::ClientRegistrationState> registration_state_;
  Bytes response_;
  wire::ChangeId change_id_{};
  bool started_ = false;  // the server has a row for change_id_
  std::optional<wire::CredentialFinish> finish_;
  std::string login_;
  Bytes known_token_;
  std::optional<MasterKey> master_key_;  // as it was before
  bool session_ended_ = false;
  Fate fate_ = Fate::not_sent;
  std::uint32_t unheard_ = 0;
  std::unique_ptr<LoginRun> run_;
};

}  // namespace portal::core
