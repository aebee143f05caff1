#include "wasm/core/stories/change_password.h"

#include "wasm/core/password.h"
#include "wasm/core/stories/new_password.h"

namespace portal::core {
namespace {

constexpr const char* kChangePasswordWork = "Changing your password";

}  // namespace

void ChangePassword::begin() {
  Model& model = core.model();
  if (model.work || !core.session()) return core.end(this);
  core.hush();
  auto old_password = prepare_password(model.value_of(Field::current_password));
  if (!old_password) {
    core.complain(Notice::wrong_current_password, Field::current_password);
    return core.end(this);
  }
  auto new_password = take_new_password(core, Field::new_password, Field::repeat_new_password);
  if (!new_password) return core.end(this);
  old_password_ = std::move(*old_password);
  new_password_ = std::move(*new_password);
  model.work = Work{kChangePasswordWork, 2, true};
  core.estimate(this, new_password_, &ChangePassword::judged);
}

void ChangePassword::judged(Result<Estimated> estimated) {
  if (!estimated) return stop(estimated.fault());
  const Notice verdict = judge_new_password(new_password_, *estimated);
  if (verdict == Notice::none) return prove_old_password();
  stop(verdict);
  core.model().invalid.insert(Field::new_password);
}

void ChangePassword::prove_old_password() {
  core.model().work->percent = 5;
  proof_ = std::make_unique<StepUpRun>(core, wire::Operation::credential, std::move(old_password_),
                                       [this](Status proved) { old_password_proved(proved); });
  proof_->begin();
}

void ChangePassword::old_password_proved(Status proved) {
  if (proved) return replace_password();
  if (proved.fault() != Fault::unauthenticated) return stop(proved.fault());
  stop(Notice::wrong_current_password);
  core.model().invalid.insert(Field::current_password);
  core.empty(Field::current_password);
}

void ChangePassword::replace_password() {
  change_ = std::make_unique<CredentialRun>(core,
                                            CredentialPlan{.reason = wire::Reason::password,
                                                           .work = kChangePasswordWork,
                                                           .new_password = std::move(new_password_),
                                                           .recovery = {},
                                                           .silence = Notice::did_not_hear_back,
                                                           .home = Place::change_password},
                                            [this](Result<CredentialEnd> end) { replaced(end); });
  change_->begin();
}

void ChangePassword::replaced(Result<CredentialEnd> end) {
  if (!end) return stop(end.fault());
  core.model().work.reset();
  core.end(this);
  if (*end == CredentialEnd::nothing_changed) core.complain(Notice::nothing_changed);
}

void ChangePassword::cancel() {
  if (!core.model().work || !core.model().work->can_cancel) return;
  if (change_) return change_->cancel();
  proof_.reset();
  stop(Notice::nothing_changed);
}

void ChangePassword::stop(Notice notice) {
  core.model().work.reset();
  core.end(this);
  core.complain(notice);
}

void ChangePassword::stop(Fault fault) {
  core.model().work.reset();
  core.end(this);
  core.complain_about(fault);
}

}  // namespace portal::core
