// PROTOCOL.md, "Step-up": the password proved again, inside the session, for one kind of operation.
#pragma once

#include "server-stub/app/sessions.h"
#include "shared/wire/login.h"

namespace portal::server {

Result<wire::LoginChallenge> step_up_start(Desk& desk, const Visitor& visitor,
                                           const wire::StepUpStart& message);
Result<wire::Nothing> step_up_finish(Desk& desk, const Visitor& visitor, const wire::StepUpFinish& message);

}  // namespace portal::server
