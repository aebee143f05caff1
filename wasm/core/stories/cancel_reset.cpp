#include "wasm/core/stories/cancel_reset.h"

#include "wasm/core/stories/patience.h"

namespace portal::core {

void CancelReset::begin() {
  if (core.model().work) return core.end(this);
  core.hush();
  core.model().work = Work{"Cancelling the reset", 50, false};
  send();
}

void CancelReset::send() {
  core.call(this, wire::ResetCancel{}, &CancelReset::cancelled);
}

void CancelReset::cancelled(Result<wire::Nothing> reply) {
  const bool may_be_lost =
      !reply && (reply.fault() == Fault::unreachable || reply.fault() == Fault::unavailable);
  if (may_be_lost && ++unheard_ <= kPatience) {
    return void(core.wait(this, 1000u * unheard_, &CancelReset::send));
  }
  core.model().work.reset();
  core.end(this);
  if (!reply) return core.complain_about(reply.fault());
  core.model().reset_due.reset();
  if (core.model().account) core.model().account->reset_due.reset();
  core.tell(Notice::reset_cancelled);
}

}  // namespace portal::core
