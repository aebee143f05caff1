#include "wasm/core/stories/recover.h"

#include "shared/base/inputs.h"
#include "shared/crypto/recovery_key.h"
#include "wasm/core/password.h"
#include "wasm/core/stories/arrive.h"
#include "wasm/core/stories/keep_sheet.h"
#include "wasm/core/stories/new_password.h"

namespace portal::core {
namespace {

constexpr const char* kWork = "Setting your new password";
constexpr std::uint64_t kTimeToFinish = 60;  // seconds

RecoverySecret duplicate(const RecoverySecret& secret) {
  return {secret.bytes.duplicate()};
}

}  // namespace

// The session of a recovery goes with it: it is nobody's sign-in.
Recover::~Recover() {
  if (!core.model().signed_in) core.session().reset();
}

void Recover::begin() {
  Model& model = core.model();
  if (model.work || model.signed_in) return core.end(this);
  core.hush();
  const auto login = normalise_login(model.value_of(Field::email).reveal());
  auto used = parse_recovery_key(model.value_of(Field::recovery_key).reveal());
  if (!login || !used) {
    core.complain(login ? Notice::incomplete_recovery_key : Notice::not_an_email_address,
                  login ? Field::recovery_key : Field::email);
    return core.end(this);
  }
  auto new_password = take_new_password(core, Field::new_password, Field::repeat_new_password);
  if (!new_password) return core.end(this);
  if (!model.trust) {
    core.complain(Notice::unreachable);
    if (auto* arrival = core.find_story<Arrive>()) arrival->try_again();
    return core.end(this);
  }
  login_ = *login;
  used_ = std::move(*used);
  new_password_ = std::move(*new_password);
  model.work = Work{kWork, 2, true};
  core.estimate(this, new_password_, &Recover::judged);
}

void Recover::judged(Result<Estimated> estimated) {
  if (!estimated) return stop(estimated.fault());
  const Notice verdict = judge_new_password(new_password_, *estimated);
  if (verdict == Notice::none) return prove(&Recover::show_next_key);
  stop(verdict);
  core.model().invalid.insert(Field::new_password);
}

void Recover::prove(void (Recover::*next)()) {
  core.model().work->percent = 10;
  proof_ = std::make_unique<RecoveryRun>(
      core, login_, duplicate(used_),
      [this, next](Result<Session> session) { proved(std::move(session), next); });
  proof_->begin();
}

void Recover::proved(Result<Session> session, void (Recover::*next)()) {
  if (session) {
    core.session() = std::move(*session);
    return (this->*next)();
  }
  if (session.fault() != Fault::unauthenticated) return stop(session.fault());
  stop(Notice::wrong_recovery_key);
  core.model().invalid.insert(Field::recovery_key);
}

void Recover::show_next_key() {
  core.model().work.reset();
  next_ = make_recovery_secret(core.random());
  core.start<KeepSheet>(next_, login_, Place::recovery, [this] { next_key_is_kept(); });
}

// Writing it down may take longer than the proof is good for.
void Recover::next_key_is_kept() {
  core.model().work = Work{kWork, 10, true};
  const bool is_late = !core.session() || core.model().now / 1000 + kTimeToFinish >= core.session()->expires;
  is_late ? prove(&Recover::replace_password) : replace_password();
}

void Recover::replace_password() {
  change_ = std::make_unique<CredentialRun>(
      core,
      CredentialPlan{.reason = wire::Reason::recovery,
                     .work = kWork,
                     .new_password = new_password_.duplicate(),
                     .recovery = RecoverySwap{duplicate(used_), duplicate(next_)},
                     .silence = Notice::did_not_hear_back_recovering,
                     .home = Place::overview},
      [this](Result<CredentialEnd> end) { replaced(end); });
  change_->begin();
}

void Recover::replaced(Result<CredentialEnd> end) {
  if (!end) return stop(end.fault());
  if (*end == CredentialEnd::nothing_changed) return stop(Notice::nothing_changed);
  core.model().work.reset();
  core.empty(Field::email);
  core.end(this);
}

void Recover::cancel() {
  if (!core.model().work || !core.model().work->can_cancel) return;
  if (change_) return change_->cancel();
  proof_.reset();
  stop(Notice::nothing_changed);
}

// Nothing has changed, so the next key opens nothing: it is not shown any longer.
void Recover::stop(Notice notice) {
  core.model().work.reset();
  core.end(this);
  if (core.model().sheet) core.show(Place::recovery);
  core.complain(notice);
}

void Recover::stop(Fault fault) {
  const bool is_over = fault == Fault::session_ended || fault == Fault::step_up_needed;
  stop(Notice::nothing_changed);
  if (!is_over) core.complain_about(fault);
}

}  // namespace portal::core
