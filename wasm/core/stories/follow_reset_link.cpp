#include "wasm/core/stories/follow_reset_link.h"

#include "wasm/core/link.h"
#include "wasm/core/stories/patience.h"
#include "wasm/core/stories/stay_awake.h"

namespace portal::core {

void FollowResetLink::begin() {
  token_ = token_in(core.model().fragment);
  if (!token_) core.complain(Notice::link_not_valid);
}

void FollowResetLink::follow() {
  Model& model = core.model();
  if (model.work) return;
  core.hush();
  if (!token_) return core.complain(Notice::link_not_valid);
  const bool confirms = model.place == Place::reset_confirm;
  model.work = Work{confirms ? "Confirming" : "Cancelling the reset", 50, false};
  unheard_ = 0;
  send();
}

void FollowResetLink::send() {
  if (core.model().place == Place::reset_confirm) {
    return core.call(this, wire::ResetConfirm{*token_}, &FollowResetLink::confirmed);
  }
  core.call(this, wire::ResetCancelByLink{*token_}, &FollowResetLink::cancelled);
}

void FollowResetLink::confirmed(Result<wire::ResetWait> reply) {
  if (!reply && is_sent_again(reply.fault())) return;
  core.model().work.reset();
  if (!reply) return refuse(reply.fault());
  core.model().reset_due = reply->due;
  core.tell(Notice::reset_waits, std::to_string(reply->due));
  if (auto* awake = core.find_story<StayAwake>()) awake->stay();  // which hears what is true of its account
}

void FollowResetLink::cancelled(Result<wire::Nothing> reply) {
  if (!reply && is_sent_again(reply.fault())) return;
  core.model().work.reset();
  if (!reply) return refuse(reply.fault());
  core.tell(Notice::reset_cancelled);
  if (auto* awake = core.find_story<StayAwake>()) awake->stay();
}

// Both may be asked again: silence is met with the same question.
bool FollowResetLink::is_sent_again(Fault fault) {
  const bool may_be_lost = fault == Fault::unreachable || fault == Fault::unavailable;
  if (!may_be_lost || ++unheard_ > kPatience) return false;
  core.wait(this, 1000u * unheard_, &FollowResetLink::send);
  return true;
}

void FollowResetLink::refuse(Fault fault) {
  if (fault == Fault::not_found) return core.complain(Notice::link_not_valid);
  core.complain_about(fault);
}

}  // namespace portal::core
