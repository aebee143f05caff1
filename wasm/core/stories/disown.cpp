#include "wasm/core/stories/disown.h"

#include "wasm/core/link.h"

namespace portal::core {

void Disown::begin() {
  if (core.model().work) return core.end(this);
  core.hush();
  const auto token = token_in(core.model().fragment);
  if (!token) {
    core.complain(Notice::link_not_valid);
    return core.end(this);
  }
  core.model().work = Work{"Signing everybody out", 30, false};
  core.call(this, wire::RecoveryDisown{*token}, &Disown::disowned);
}

void Disown::disowned(Result<wire::Nothing> reply) {
  core.model().work.reset();
  core.end(this);
  if (!reply && reply.fault() == Fault::not_found) return core.complain(Notice::link_not_valid);
  if (!reply) return core.complain_about(reply.fault());
  if (core.is_signed_in()) core.close_session(Notice::none, std::nullopt);
  core.model().fragment.clear();
  core.show(Place::not_me);
  core.tell(Notice::everybody_signed_out);
}

}  // namespace portal::core
