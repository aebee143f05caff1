#include "wasm/core/stories/delete_account.h"

#include "shared/crypto/jws.h"
#include "wasm/core/password.h"
#include "wasm/core/stories/patience.h"

namespace portal::core {
namespace {

// The receipt has to be signed by this portal and to say exactly this.
bool is_true(const wire::PendingErasure& pending, const Model& model, const Session& session) {
  if (!model.trust || model.trust->receipt.empty()) return false;
  const auto payload =
      open_jws(VerifyKey{model.trust->receipt.front().key}, wire::kEraseReceipt, pending.receipt);
  const auto receipt = payload ? wire::parse<wire::EraseReceipt>(view_of(*payload))
                               : Result<wire::EraseReceipt>(payload.fault());
  return receipt && receipt->account == session.account && receipt->login == session.login &&
         receipt->iss == model.trust->realm && receipt->due == pending.due &&
         receipt->iat == pending.requested && receipt->state == wire::EraseState::requested;
}

}  // namespace

void DeleteAccount::begin() {
  look();
}

void DeleteAccount::look() {
  core.call(this, wire::EraseShow{}, &DeleteAccount::shown);
}

void DeleteAccount::shown(Result<wire::Erasure> reply) {
  if (reply && accept(*reply)) return;
  if (!reply && reply.fault() == Fault::session_ended) return core.signed_out_by_server();
  if (reply) return core.complain(Notice::incident);
  core.wait(this, kLookAgainAfter, &DeleteAccount::look);
}

Status DeleteAccount::accept(const wire::Erasure& erasure) {
  Model& model = core.model();
  if (model.account) model.account->erase_due.reset();
  if (model.account && erasure.pending) model.account->erase_due = erasure.pending->due;
  model.erasure.reset();
  if (!erasure.pending) return Done{};
  if (!is_true(*erasure.pending, model, *core.session())) return Fault::incident;
  model.erasure = erasure.pending;
  return Done{};
}

void DeleteAccount::press(const Intent& intent) {
  if (intent.action == Intent::Do::save_erase_receipt) return save_receipt();
  if (core.model().work || !core.session() || core.model().place != Place::delete_account) return;
  core.hush();
  intent.action == Intent::Do::cancel_deletion ? keep() : prove_password();
}

void DeleteAccount::prove_password() {
  Model& model = core.model();
  if (!model.understands_erasure) return core.complain(Notice::erasure_not_understood);
  auto password = prepare_password(model.value_of(Field::password));
  if (!password) return core.complain(Notice::wrong_password, Field::password);
  core.forget_effects_of(this);  // an older look
  model.work = Work{"Deleting your account", 10, true};
  proof_ = std::make_unique<StepUpRun>(core, wire::Operation::erase, std::move(*password),
                                       [this](Status proved) { this->proved(proved); });
  proof_->begin();
}

void DeleteAccount::proved(Status proved) {
  if (proved) return request();
  if (proved.fault() != Fault::unauthenticated) return stop(proved.fault());
  finish();
  core.empty(Field::password);
  core.complain(Notice::wrong_password, Field::password);
}

void DeleteAccount::request() {
  asks_ = true;
  core.model().work = Work{"Deleting your account", 80, false};
  core.call(this, wire::EraseRequest{}, &DeleteAccount::requested);
}

void DeleteAccount::requested(Result<wire::Erasure> reply) {
  if (!reply && is_asked_again(reply.fault(), &DeleteAccount::request)) return;
  if (!reply && reply.fault() == Fault::conflict) {
    finish();
    core.empty(Field::password);
    return core.complain(Notice::cannot_delete_now);
  }
  if (!reply) return stop(reply.fault());
  const bool is_good = reply->pending && accept(*reply);
  if (!is_good) return stop(Fault::incident);
  core.empty(Field::password);
  core.model().understands_erasure = false;
  core.tell(Notice::will_be_deleted, std::to_string(reply->pending->due));
  finish();
}

void DeleteAccount::keep() {
  asks_ = true;
  core.forget_effects_of(this);
  core.model().work = Work{"Cancelling the deletion", 50, false};
  core.call(this, wire::EraseCancel{}, &DeleteAccount::kept);
}

void DeleteAccount::kept(Result<wire::Erasure> reply) {
  if (!reply && is_asked_again(reply.fault(), &DeleteAccount::keep)) return;
  if (!reply) return stop(reply.fault());
  if (reply->pending || !accept(*reply)) return stop(Fault::incident);
  core.tell(Notice::deletion_cancelled);
  finish();
}

bool DeleteAccount::is_asked_again(Fault fault, void (DeleteAccount::*step)()) {
  if (!may_have_been_lost(fault) || ++unheard_ > kPatience) return false;
  core.wait(this, 1000u * unheard_, step);
  return true;
}

void DeleteAccount::cancel() {
  if (!core.model().work || !core.model().work->can_cancel) return;
  core.forget_effects_of(this);
  proof_.reset();
  finish();
  core.complain(Notice::nothing_changed);
}

void DeleteAccount::finish() {
  core.model().work.reset();
  asks_ = false;
  unheard_ = 0;
  if (core.model().place != Place::delete_account) core.end(this);
}

// What was not heard may have happened: the next look says.
void DeleteAccount::stop(Fault fault) {
  core.complain_about(fault);
  if (!core.session()) return;
  finish();
  if (core.model().place == Place::delete_account) look();
}

void DeleteAccount::save_receipt() {
  const auto& erasure = core.model().erasure;
  if (!erasure) return;
  core.perform(SaveFile{"deletion-receipt.jws", "application/jose", Secret(view_of(erasure->receipt))});
}

}  // namespace portal::core
