#include "wasm/core/stories/credential_run.h"

#include <algorithm>

#include "shared/crypto/hash.h"
#include "shared/crypto/signed_note.h"
#include "shared/crypto/statements.h"
#include "shared/crypto/wrap.h"
#include "wasm/core/kept_device.h"
#include "wasm/core/stories/patience.h"
#include "wasm/core/stories/sign_in.h"
#include "wasm/core/stories/stay_awake.h"

namespace portal::core {
namespace {

constexpr std::uint64_t kLongestPause = 10'000;

ChangeReason signed_reason(wire::Reason reason) {
  switch (reason) {
    case wire::Reason::password:
      return ChangeReason::password;
    case wire::Reason::recovery:
      return ChangeReason::recovery;
    case wire::Reason::unfreeze:
      return ChangeReason::unfreeze;
  }
  return ChangeReason::password;
}

}  // namespace

CredentialRun::CredentialRun(Core& core, CredentialPlan plan, Then then)
    : Story(core, Kind::part),
      plan_(std::move(plan)),
      then_(std::move(then)),
      login_(core.session()->login) {}

void CredentialRun::begin() {
  core.model().work->percent = 35;
  auto start = opaque::create_registration_request(plan_.new_password.reveal(), core.random());
  if (!start) return refuse(start.fault());
  registration_state_ = std::move(start->state);
  core.call(this, wire::CredentialStart{plan_.reason, core.session()->credential_version, start->request},
            &CredentialRun::registered);
}

void CredentialRun::registered(Result<wire::CredentialChange> reply) {
  if (!reply) return refuse(reply.fault());
  change_id_ = reply->change_id;
  started_ = true;
  if (reply->profile != core.profile().number) return refuse(Fault::incident);
  response_ = copy_of(reply->response);
  auto output = opaque::recover_oprf_output(*registration_state_, response_);
  if (!output) return refuse(Fault::incident);
  core.model().work->percent = 40;
  core.stretch(this, std::move(*output), &CredentialRun::stretched);
}

void CredentialRun::stretched(Result<opaque::StretchedOutput> stretched) {
  if (!stretched) return refuse(stretched.fault());
  const auto registration =
      opaque::finalize_registration_request(std::move(*registration_state_), response_, *stretched,
                                            identities(core.model(), login_), core.random());
  registration_state_.reset();
  if (!registration) return refuse(Fault::incident);
  make_finish(*registration);
  core.model().work->percent = 65;
  replace_record();
}

void CredentialRun::make_finish(const opaque::RegistrationFinish& registration) {
  const Session& session = *core.session();
  known_token_ = core.random().make_bytes(32);
  finish_ = wire::CredentialFinish{
      change_id_,
      session.credential_version,
      registration.record,
      wrap_master_key(
          derive_password_kek(registration.export_key, session.account), session.master_key,
          PasswordWrapBinding{session.account, session.amk_version, session.credential_version + 1},
          core.random()),
      sign_change(registration.record),
      sha256(known_token_),
      {},
      {}};
  master_key_ = MasterKey{session.master_key.bytes.duplicate()};
  if (!plan_.recovery) return;
  const RecoverySecret& next = plan_.recovery->next;
  finish_->recovery_wrap = wrap_master_key(
      derive_recovery_kek(next, session.account), session.master_key,
      RecoveryWrapBinding{session.account, session.amk_version, session.recovery_version + 1}, core.random());
  finish_->recovery_key = derive_recovery_signing_key(next).key.verify_key.bytes;
}

// The owner's word for the new record; in a recovery also that of the key that is used up.
std::string CredentialRun::sign_change(View record) const {
  const Session& session = *core.session();
  const std::string& realm = core.model().trust->realm;
  const std::string text =
      credential_change_text({.realm = realm,
                              .account = session.account,
                              .reason = signed_reason(plan_.reason),
                              .base = session.credential_version,
                              .amk_version = session.replaces.value_or(session.amk_version),
                              .new_amk_version = session.amk_version,
                              .login = session.login,
                              .record = record,
                              .manifest = std::nullopt,
                              .change_id = change_id_});
  const NoteSigner owner{owner_key_name(realm, session.account), session.owner_key.key};
  if (!plan_.recovery || !plan_.recovery->used) return sign_note(text, {owner});
  const RecoverySigningKey used = derive_recovery_signing_key(*plan_.recovery->used);
  return sign_note(text, {owner, {recovery_key_name(realm, session.account), used.key}});
}

void CredentialRun::replace_record() {
  fate_ = Fate::unknown;
  core.call(this, *finish_, &CredentialRun::replaced);
}

void CredentialRun::replaced(Result<wire::CredentialOutcome> reply) {
  if (reply && reply->credential_version != finish_->base + 1) reply = Fault::incident;
  if (reply) {
    fate_ = Fate::done;
    unheard_ = 0;
    return verify();
  }
  if (reply.fault() == Fault::conflict) {  // another change won, so this session is over
    core.close_session(Notice::none, std::nullopt);
    return core.complain(Notice::changed_elsewhere);
  }
  if (may_be_repeated(reply.fault())) return ask_again_later(&CredentialRun::replace_record);
  session_ended_ = reply.fault() == Fault::session_ended;
  cancel_change();
}

void CredentialRun::cancel_change() {
  fate_ = Fate::cancelling;
  core.call(this, wire::CredentialCancel{change_id_}, &CredentialRun::cancelled);
}

void CredentialRun::cancelled(Result<wire::Nothing> reply) {
  if (reply || reply.fault() == Fault::not_found) return nothing_changed();
  if (reply.fault() == Fault::conflict && finish_) {  // it had taken effect
    fate_ = Fate::done;
    unheard_ = 0;
    return verify();
  }
  ask_again_later(&CredentialRun::cancel_change);
}

void CredentialRun::nothing_changed() {
  if (session_ended_ && core.is_signed_in()) core.close_session(Notice::none, plan_.home);
  then_(CredentialEnd::nothing_changed);
}

// The old session ended with the change; the new password opens a new one, or there is no word of success.
void CredentialRun::verify() {
  core.model().work = Work{plan_.work, 75, false};
  core.session().reset();
  forget_device(core);  // the server has forgotten it
  if (auto* awake = core.find_story<StayAwake>()) core.end(awake);
  if (!known_token_.empty()) core.keep(known_token_name(login_), known_token_);
  login_run_ = std::make_unique<LoginRun>(core, login_, plan_.new_password.duplicate(), wire::Scope::full,
                                          [this](Result<Session> session) { verified(std::move(session)); });
  login_run_->begin();
}

void CredentialRun::verified(Result<Session> session) {
  const bool certainly_false = !session && session.fault() == Fault::incident;
  if (!session && !certainly_false && unheard_ < kPatience) return ask_again_later(&CredentialRun::verify);
  if (!session || !equal_in_constant_time(session->master_key.bytes.reveal(), master_key_->bytes.reveal())) {
    core.close_session(Notice::none, std::nullopt);
    return core.complain(session || certainly_false ? Notice::incident : Notice::changed_but_signed_out);
  }
  then_(CredentialEnd::changed);
  enter(core, std::move(*session));
  if (!needs_session(core.model().place)) core.show(plan_.home);
  core.empty_passwords();
  core.tell(Notice::password_changed);
}

void CredentialRun::cancel() {
  core.forget_effects_of(this);
  if (started_) return cancel_change();
  nothing_changed();
}

void CredentialRun::ask_again_later(void (CredentialRun::*step)()) {
  ++unheard_;
  if (unheard_ == kPatience && fate_ != Fate::done) core.complain(plan_.silence);
  const std::uint64_t pause = std::min<std::uint64_t>(1000ull << std::min(unheard_ - 1, 4u), kLongestPause);
  core.wait(this, pause, step);
}

// Before the finish is sent: nothing can have changed. A change that the server has a row for is cancelled
// first.
void CredentialRun::refuse(Fault fault) {
  if (started_ && fault != Fault::session_ended) return cancel_change();
  then_(fault);
}

}  // namespace portal::core
