#include "wasm/core/stories/ask_for_link.h"

#include "shared/base/inputs.h"
#include "shared/wire/reset.h"
#include "shared/wire/sign_up.h"

namespace portal::core {

void AskForLink::begin() {
  core.hush();
  const auto login = normalise_login(core.model().value_of(Field::email).reveal());
  if (!login) {
    core.complain(Notice::not_an_email_address, Field::email);
    return core.end(this);
  }
  if (what_ == What::reset) return core.call(this, wire::ResetStart{*login}, &AskForLink::asked);
  core.call(this, wire::SignUp{*login}, &AskForLink::asked);
}

void AskForLink::asked(Result<wire::Nothing> reply) {
  core.end(this);
  if (!reply) return core.complain_about(reply.fault());
  core.tell(Notice::check_your_email);
}

}  // namespace portal::core
