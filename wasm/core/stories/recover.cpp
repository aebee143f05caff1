#include "wasm/core/stories/recover.h"

#include "shared/base/inputs.h"
#include "shared/crypto/recovery_key.h"
#include "wasm/core/password.h"
#include "wasm/core/stories/arrive.h"
#include "wasm/core/stories/keep_sheet.h"
#include "wasm/core/stories/new_password.h"

namespace portal::core {
namespace {

constexpr const char* kRecoverWork = "Setting your new password";
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
  if (!take_proof()) return core.end(this);
  auto new_password = take_new_password(core, Field::new_password, Field::repeat_new_password);
  if (!new_password) return core.end(this);
  if (!model.trust) {
    core.complain(Notice::unreachable);
    if (auto* arrival = core.find_story<Arrive>()) arrival->try_again();
    return core.end(this);
  }
  new_password_ = std::move(*new_password);
  model.work = Work{kRecoverWork, 2, true};
  core.estimate(this, new_password_, &Recover::judged);
}

bool Recover::take_proof() {
  const Model& model = core.model();
  const auto login = normalise_login(model.value_of(Field::email).reveal());
  if (!login) {
    core.complain(Notice::not_an_email_address, Field::email);
    return false;
  }
  login_ = *login;
  if (way_ == Way::previous_password) {
    auto password = prepare_password(model.value_of(Field::current_password));
    if (password) previous_password_ = std::move(*password);
    if (!password) core.complain(Notice::wrong_previous_password, Field::current_password);
    return static_cast<bool>(password);
  }
  auto used = parse_recovery_key(model.value_of(Field::recovery_key).reveal());
  if (used) used_ = std::move(*used);
  if (!used) core.complain(Notice::incomplete_recovery_key, Field::recovery_key);
  return static_cast<bool>(used);
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
  const auto then = [this, next](Result<Session> session) { proved(std::move(session), next); };
  if (way_ == Way::previous_password) {
    previous_proof_ =
        std::make_unique<LoginRun>(core, login_, previous_password_.duplicate(), wire::Scope::previous, then);
    return previous_proof_->begin();
  }
  const auto key = way_ == Way::previous_key ? RecoveryRun::Key::previous : RecoveryRun::Key::current;
  proof_ = std::make_unique<RecoveryRun>(core, login_, duplicate(used_), key, then);
  proof_->begin();
}

void Recover::proved(Result<Session> session, void (Recover::*next)()) {
  if (session) {
    core.session() = std::move(*session);
    return (this->*next)();
  }
  if (session.fault() != Fault::unauthenticated) return stop(session.fault());
  const bool by_key = way_ != Way::previous_password;
  stop(way_ == Way::recovery_key   ? Notice::wrong_recovery_key
       : way_ == Way::previous_key ? Notice::wrong_previous_key
                                   : Notice::wrong_previous_password);
  core.model().invalid.insert(by_key ? Field::recovery_key : Field::current_password);
}

void Recover::show_next_key() {
  core.model().work.reset();
  next_ = make_recovery_secret(core.random());
  core.start<KeepSheet>(next_, core.session()->owner_key.key.verify_key, login_, place(),
                        [this] { next_key_is_kept(); });
}

// Writing it down may take longer than the proof is good for.
void Recover::next_key_is_kept() {
  core.model().work = Work{kRecoverWork, 10, true};
  const bool is_late = !core.session() || core.model().now / 1000 + kTimeToFinish >= core.session()->expires;
  is_late ? prove(&Recover::replace_password) : replace_password();
}

void Recover::replace_password() {
  const bool by_key = way_ == Way::recovery_key;
  RecoverySwap swap{std::nullopt, duplicate(next_)};
  if (by_key) swap.used = duplicate(used_);
  change_ = std::make_unique<CredentialRun>(
      core,
      CredentialPlan{.reason = by_key ? wire::Reason::recovery : wire::Reason::unfreeze,
                     .work = kRecoverWork,
                     .new_password = new_password_.duplicate(),
                     .recovery = std::move(swap),
                     .silence = by_key ? Notice::did_not_hear_back_recovering : Notice::did_not_hear_back,
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
  previous_proof_.reset();
  core.forget_effects_of(this);
  stop(Notice::nothing_changed);
}

// Nothing has changed, so the next key opens nothing: it is not shown any longer.
void Recover::stop(Notice notice) {
  core.model().work.reset();
  core.end(this);
  if (core.model().sheet) core.show(place());
  core.complain(notice);
}

void Recover::stop(Fault fault) {
  const bool is_over = fault == Fault::session_ended || fault == Fault::step_up_needed;
  stop(Notice::nothing_changed);
  if (!is_over) core.complain_about(fault);
}

}  // namespace portal::core
