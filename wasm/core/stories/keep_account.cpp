#include "wasm/core/stories/keep_account.h"

#include "wasm/core/link.h"
#include "wasm/core/stories/patience.h"
#include "wasm/core/stories/stay_awake.h"

namespace portal::core {

void KeepAccount::begin() {
  token_ = token_in(core.model().fragment);
  if (!token_) core.complain(Notice::link_not_valid);
}

void KeepAccount::keep() {
  if (core.model().work) return;
  core.hush();
  if (!token_) return core.complain(Notice::link_not_valid);
  core.model().work = Work{"Cancelling the deletion", 50, false};
  unheard_ = 0;
  send();
}

void KeepAccount::send() {
  core.call(this, wire::EraseCancelByLink{*token_}, &KeepAccount::kept);
}

void KeepAccount::kept(Result<wire::Nothing> reply) {
  const bool may_be_lost =
      !reply && (reply.fault() == Fault::unreachable || reply.fault() == Fault::unavailable);
  if (may_be_lost && ++unheard_ <= kPatience)
    return void(core.wait(this, 1000u * unheard_, &KeepAccount::send));
  core.model().work.reset();
  if (!reply && reply.fault() == Fault::not_found) return core.complain(Notice::link_not_valid);
  if (!reply) return core.complain_about(reply.fault());
  core.tell(Notice::deletion_cancelled);
  if (auto* awake = core.find_story<StayAwake>()) awake->stay();  // which hears what is true of its account
}

}  // namespace portal::core
