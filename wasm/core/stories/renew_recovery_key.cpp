#include "wasm/core/stories/renew_recovery_key.h"

#include <algorithm>

#include "shared/crypto/recovery_key.h"
#include "shared/crypto/wrap.h"
#include "wasm/core/password.h"
#include "wasm/core/pins.h"
#include "wasm/core/stories/keep_sheet.h"
#include "wasm/core/stories/patience.h"

namespace portal::core {
namespace {

constexpr const char* kRenewRecoveryKeyWork = "Making a new recovery key";
constexpr std::uint64_t kProofLasts = 4 * 60'000;  // the server's is a minute longer
constexpr std::uint64_t kLongestPause = 10'000;

}  // namespace

void RenewRecoveryKey::begin() {
  Model& model = core.model();
  if (model.work || !core.is_signed_in()) return core.end(this);
  core.hush();
  auto password = prepare_password(model.value_of(Field::renewal_password));
  if (!password) {
    core.complain(Notice::wrong_current_password, Field::renewal_password);
    return core.end(this);
  }
  password_ = std::move(*password);
  model.work = Work{kRenewRecoveryKeyWork, 5, true};
  prove(&RenewRecoveryKey::show_next_key);
}

void RenewRecoveryKey::prove(void (RenewRecoveryKey::*next)()) {
  proof_ = std::make_unique<StepUpRun>(core, wire::Operation::recovery, password_.duplicate(),
                                       [this, next](Status status) { proved(status, next); });
  proof_->begin();
}

void RenewRecoveryKey::proved(Status proved, void (RenewRecoveryKey::*next)()) {
  if (proved) {
    proved_at_ = core.model().now;
    return (this->*next)();
  }
  if (proved.fault() != Fault::unauthenticated) return stop(proved.fault());
  stop(Notice::wrong_current_password);
  core.model().invalid.insert(Field::renewal_password);
  core.empty(Field::renewal_password);
}

void RenewRecoveryKey::show_next_key() {
  core.model().work.reset();
  next_ = make_recovery_secret(core.random());
  const Session& session = *core.session();
  core.start<KeepSheet>(next_, session.owner_key.key.verify_key, session.login, Place::change_password,
                        [this] { next_key_is_kept(); });
}

void RenewRecoveryKey::next_key_is_kept() {
  core.model().work = Work{kRenewRecoveryKeyWork, 30, true};
  const bool is_late = core.model().now >= proved_at_ + kProofLasts;
  is_late ? prove(&RenewRecoveryKey::make_renewal) : make_renewal();
}

void RenewRecoveryKey::make_renewal() {
  const Session& session = *core.session();
  renewal_ = wire::RecoveryRenew{
      session.recovery_version,
      wrap_master_key(derive_recovery_kek(next_, session.account), session.master_key,
                      RecoveryWrapBinding{session.account, session.amk_version, session.recovery_version + 1},
                      core.random()),
      derive_recovery_signing_key(next_).key.verify_key.bytes};
  core.model().work->percent = 70;
  send();
}

void RenewRecoveryKey::send() {
  core.call(this, *renewal_, &RenewRecoveryKey::renewed);
}

// Silence is not a failure: the same message again gets the same answer.
void RenewRecoveryKey::renewed(Result<wire::Renewal> reply) {
  if (reply && reply->recovery_version != renewal_->base + 1) reply = Fault::incident;
  if (!reply) {
    const Fault fault = reply.fault();
    if (fault == Fault::session_ended) return stop(fault);
    if (fault == Fault::conflict) return stop(Notice::cannot_renew_now);
    if (fault == Fault::step_up_needed) return stop(Notice::nothing_changed);
    if (++unheard_ == kPatience) core.complain(Notice::did_not_hear_back_renewing);
    core.wait(this, std::min<std::uint64_t>(1000ull << std::min(unheard_ - 1, 4u), kLongestPause),
              &RenewRecoveryKey::send);
    return;
  }
  Session& session = *core.session();
  session.recovery_version = reply->recovery_version;
  const Status kept = check_and_keep_pins(core, session.login,
                                          {session.account, session.amk_version, session.credential_version,
                                           session.recovery_version, session.owner_key.key.verify_key});
  stop(kept ? Notice::none : Notice::incident);
  if (kept) core.tell(Notice::recovery_key_renewed);
}

void RenewRecoveryKey::cancel() {
  if (!core.model().work || !core.model().work->can_cancel) return;
  proof_.reset();
  core.forget_effects_of(this);
  stop(renewal_ ? Notice::did_not_hear_back_renewing : Notice::nothing_changed);
}

void RenewRecoveryKey::stop(Notice notice) {
  core.model().work.reset();
  core.end(this);
  if (core.model().sheet) core.show(Place::change_password);
  core.complain(notice);
}

// Whether a renewal that was sent took effect is not known where the session ended.
void RenewRecoveryKey::stop(Fault fault) {
  const bool is_sent = renewal_.has_value();
  stop(Notice::none);
  core.complain_about(fault);
  if (is_sent) core.complain(Notice::did_not_hear_back_renewing);
}

}  // namespace portal::core
