// The second half of signing up: a password, a recovery key that is really written down, then the account.
#pragma once

#include <memory>

#include "shared/wire/sign_up.h"
#include "wasm/core/core.h"
#include "wasm/core/stories/login_run.h"

namespace portal::core {

class FinishSignUp final : public Story {
 public:
  static constexpr Kind kKind = Kind::finish_sign_up;
  explicit FinishSignUp(Core& core) : Story(core, kKind) {}

  void begin();
  void choose_password();
  void cancel() override;

 private:
  void link_shown(Result<wire::SignUpLink> reply);
  void judged(Result<Estimated> estimated);
  void registered(Result<wire::Registration> reply);
  void stretched(Result<opaque::StretchedOutput> stretched);
  void make_keys(const opaque::RegistrationFinish& registration);
  void create_account();
  void send();
  void created(Result<wire::Nothing> reply);
  void sign_in();
  void signed_in(Result<Session> session);
  void complain(Fault fault);

  wire::LinkToken token_{};
  bool has_token_ = false;
  Secret password_;
  std::optional<opaque::ClientRegistrationState> state_;
  Bytes response_;
  AccountId account_{};
  Bytes known_token_;
  std::optional<MasterKey> master_key_;
  RecoverySecret recovery_;
  std::optional<wire::SignUpFinish> finish_;  // the one that is sent, and repeated, as it is
  bool sent_ = false;
  std::uint32_t unheard_ = 0;
  std::unique_ptr<LoginRun> run_;
};

}  // namespace portal::core
