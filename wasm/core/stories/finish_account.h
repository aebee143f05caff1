// By a mailed link: a password, a recovery key that is really written down, then the account, or the new and
// empty vault of one that is there.
#pragma once

#include <memory>

#include "shared/wire/reset.h"
#include "shared/wire/sign_up.h"
#include "wasm/core/asking.h"
#include "wasm/core/stories/login_run.h"

namespace portal::core {

struct BySignUp {
  static constexpr Story::Kind kKind = Story::Kind::finish_sign_up;
  static constexpr Place kPlace = Place::finish;
  static constexpr const char* kWork = "Creating your account";
  static constexpr Notice kReady = Notice::account_ready;
  using Show = wire::SignUpShow;
  using Start = wire::SignUpStart;
  using Finish = wire::SignUpFinish;
};

struct ByReset {
  static constexpr Story::Kind kKind = Story::Kind::finish_reset;
  static constexpr Place kPlace = Place::reset_finish;
  static constexpr const char* kWork = "Setting up your account";
  static constexpr Notice kReady = Notice::account_set_up;
  using Show = wire::ResetShow;
  using Start = wire::ResetBegin;
  using Finish = wire::ResetFinish;
};

template <class Way>
class FinishAccount final : public Story {
 public:
  static constexpr Kind kKind = Way::kKind;
  explicit FinishAccount(Core& core) : Story(core, kKind) {}

  void begin();
  void choose_password();
  void cancel() override;

 private:
  using Link = typename Way::Show::Reply;
  using Registration = typename Way::Start::Reply;

  void link_shown(Result<Link> reply);
  bool confirms_address();
  void judged(Result<Estimated> estimated);
  void registered(Result<Registration> reply);
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
  std::uint32_t credential_version_ = 1;
  std::uint32_t amk_version_ = 1;
  std::uint32_t recovery_version_ = 1;
  Bytes known_token_;
  std::optional<MasterKey> master_key_;
  RecoverySecret recovery_;
  std::optional<typename Way::Finish> finish_;  // the one that is sent, and repeated, as it is
  std::uint32_t unheard_ = 0;
  std::unique_ptr<LoginRun> run_;
};

using FinishSignUp = FinishAccount<BySignUp>;
using FinishReset = FinishAccount<ByReset>;

}  // namespace portal::core
