#include "wasm/core/stories/change_password.h"

#include <algorithm>

#include "shared/crypto/hash.h"
#include "shared/crypto/signed_note.h"
#include "shared/crypto/statements.h"
#include "shared/crypto/wrap.h"
#include "wasm/core/kept_device.h"
#include "wasm/core/password.h"
#include "wasm/core/stories/sign_in.h"
#include "wasm/core/stories/stay_awake.h"

namespace portal::core {
namespace {

constexpr std::uint32_t kPatience = 3;  // repeats before the person is told about the silence
constexpr std::uint64_t kLongestPause = 10'000;

bool may_have_been_lost(Fault fault) {
  return fault == Fault::unreachable || fault == Fault::unavailable || fault == Fault::incident ||
         fault == Fault::slow_down;
}

// The owner's word for the new record.
std::string sign_change(const Session& session, const std::string& realm, const wire::ChangeId& change_id,
                        View record) {
  const portal::CredentialChange change{.realm = realm,
                                        .account = session.account,
                                        .reason = ChangeReason::password,
                                        .base = session.credential_version,
                                        .amk_version = session.amk_version,
                                        .new_amk_version = session.amk_version,
                                        .login = session.login,
                                        .record = record,
                                        .manifest = std::nullopt,
                                        .change_id = change_id};
  return sign_note(credential_change_text(change),
                   {{owner_key_name(realm, session.account), session.owner_key.key}});
}

}  // namespace

void ChangePassword::begin() {
  Model& model = core.model();
  if (model.work || !core.session()) return core.end(this);
  core.hush();
  auto old_password = prepare_password(model.value_of(Field::current_password));
  auto new_password = prepare_password(model.value_of(Field::new_password));
  const auto repeated = prepare_password(model.value_of(Field::repeat_new_password));
  const auto refuse = [this](Notice notice, Field field) {
    core.complain(notice, field);
    core.end(this);
  };
  if (!old_password) return refuse(Notice::wrong_current_password, Field::current_password);
  if (!new_password) {
    const bool too_long = new_password.fault() == Fault::too_large;
    return refuse(too_long ? Notice::password_too_long : Notice::password_too_weak, Field::new_password);
  }
  if (!repeated || !equal_in_constant_time(new_password->reveal(), repeated->reveal())) {
    return refuse(Notice::passwords_differ, Field::repeat_new_password);
  }
  old_password_ = std::move(*old_password);
  new_password_ = std::move(*new_password);
  login_ = core.session()->login;
  model.work = Work{"Changing your password", 2, true};
  core.estimate(this, new_password_, &ChangePassword::judged);
}

void ChangePassword::judged(Result<Estimated> estimated) {
  if (!estimated) return stop(estimated.fault());
  const Notice verdict = judge_new_password(new_password_, *estimated);
  if (verdict == Notice::none) return prove_old_password();
  core.model().work.reset();
  core.complain(verdict, Field::new_password);
  core.end(this);
}

void ChangePassword::prove_old_password() {
  core.model().work->percent = 5;
  proof_ = std::make_unique<StepUpRun>(core, wire::Operation::credential, std::move(old_password_),
                                       [this](Status proved) { old_password_proved(proved); });
  proof_->begin();
}

void ChangePassword::old_password_proved(Status proved) {
  if (proved) return register_new_password();
  if (proved.fault() == Fault::unauthenticated) return stop(Notice::wrong_current_password);
  stop(proved.fault());
}

void ChangePassword::register_new_password() {
  core.model().work->percent = 35;
  auto start = opaque::create_registration_request(new_password_.reveal(), core.random());
  if (!start) return stop(start.fault());
  registration_state_ = std::move(start->state);
  core.call(this,
            wire::CredentialStart{wire::Reason::password, core.session()->credential_version, start->request},
            &ChangePassword::registered);
}

void ChangePassword::registered(Result<wire::CredentialChange> reply) {
  if (!reply) return stop(reply.fault());
  change_id_ = reply->change_id;
  started_ = true;
  if (reply->profile != core.profile().number) return stop(Fault::incident);
  response_ = copy_of(reply->response);
  auto output = opaque::recover_oprf_output(*registration_state_, response_);
  if (!output) return stop(Fault::incident);
  core.model().work->percent = 40;
  core.stretch(this, std::move(*output), &ChangePassword::new_stretched);
}

void ChangePassword::new_stretched(Result<opaque::StretchedOutput> stretched) {
  if (!stretched) return stop(stretched.fault());
  const auto registration =
      opaque::finalize_registration_request(std::move(*registration_state_), response_, *stretched,
                                            identities(core.model(), login_), core.random());
  registration_state_.reset();
  if (!registration) return stop(Fault::incident);
  const Session& session = *core.session();
  const std::uint32_t next = session.credential_version + 1;
  known_token_ = core.random().make_bytes(32);
  finish_ = wire::CredentialFinish{
      change_id_,
      session.credential_version,
      registration->record,
      wrap_master_key(derive_password_kek(registration->export_key, session.account), session.master_key,
                      PasswordWrapBinding{session.account, session.amk_version, next}, core.random()),
      sign_change(session, core.model().trust->realm, change_id_, registration->record),
      sha256(known_token_)};
  master_key_ = MasterKey{session.master_key.bytes.duplicate()};
  core.model().work->percent = 65;
  replace_record();
}

void ChangePassword::replace_record() {
  fate_ = Fate::unknown;
  core.call(this, *finish_, &ChangePassword::replaced);
}

void ChangePassword::replaced(Result<wire::CredentialOutcome> reply) {
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
  if (may_have_been_lost(reply.fault())) return ask_again_later(&ChangePassword::replace_record);
  session_ended_ = reply.fault() == Fault::session_ended;
  cancel_change();
}

void ChangePassword::cancel_change() {
  fate_ = Fate::cancelling;
  core.call(this, wire::CredentialCancel{change_id_}, &ChangePassword::cancelled);
}

void ChangePassword::cancelled(Result<wire::Nothing> reply) {
  if (reply || reply.fault() == Fault::not_found) return nothing_changed();
  if (reply.fault() == Fault::conflict && finish_) {  // it had taken effect
    fate_ = Fate::done;
    unheard_ = 0;
    return verify();
  }
  ask_again_later(&ChangePassword::cancel_change);
}

void ChangePassword::nothing_changed() {
  core.model().work.reset();
  core.end(this);
  if (session_ended_) core.close_session(Notice::none, Place::change_password);
  core.complain(Notice::nothing_changed);
}

// The old session ended with the change; the new password opens a new one, or there is no word of success.
void ChangePassword::verify() {
  core.model().work = Work{"Changing your password", 75, false};
  core.session().reset();
  forget_device(core);  // the server has forgotten it
  if (auto* awake = core.find_story<StayAwake>()) core.end(awake);
  if (!known_token_.empty()) core.keep(known_token_name(login_), known_token_);
  run_ = std::make_unique<LoginRun>(core, login_, new_password_.duplicate(),
                                    [this](Result<Session> session) { verified(std::move(session)); });
  run_->begin();
}

void ChangePassword::verified(Result<Session> session) {
  const bool certainly_false = !session && session.fault() == Fault::incident;
  if (!session && !certainly_false && unheard_ < kPatience) return ask_again_later(&ChangePassword::verify);
  if (!session || !equal_in_constant_time(session->master_key.bytes.reveal(), master_key_->bytes.reveal())) {
    core.close_session(Notice::none, std::nullopt);
    return core.complain(session || certainly_false ? Notice::incident : Notice::changed_but_signed_out);
  }
  core.model().work.reset();
  core.end(this);
  enter(core, std::move(*session));
  if (!needs_session(core.model().place)) core.show(Place::change_password);
  core.empty_passwords();
  core.tell(Notice::password_changed);
}

void ChangePassword::cancel() {
  if (!core.model().work || !core.model().work->can_cancel) return;
  core.forget_effects_of(this);
  proof_.reset();
  if (started_) return cancel_change();
  nothing_changed();
}

void ChangePassword::ask_again_later(void (ChangePassword::*step)()) {
  ++unheard_;
  if (unheard_ == kPatience && fate_ != Fate::done) core.complain(Notice::did_not_hear_back);
  const std::uint64_t pause = std::min<std::uint64_t>(1000ull << std::min(unheard_ - 1, 4u), kLongestPause);
  core.wait(this, pause, step);
}

void ChangePassword::stop(Notice notice) {
  core.model().work.reset();
  core.end(this);
  core.complain(notice);
  if (notice == Notice::wrong_current_password) {
    core.model().invalid.insert(Field::current_password);
    core.empty(Field::current_password);
  }
}

// Before the finish is sent: nothing can have changed. A change that the server has a row for is cancelled
// first.
void ChangePassword::stop(Fault fault) {
  if (started_ && fault != Fault::session_ended) return cancel_change();
  core.model().work.reset();
  core.end(this);
  core.complain_about(fault);
}

}  // namespace portal::core
