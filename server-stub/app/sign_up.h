// PROTOCOL.md, "Signing up".
#pragma once

#include "server-stub/app/desk.h"
#include "shared/wire/sign_up.h"

namespace portal::server {

Result<wire::Nothing> sign_up(Desk& desk, const wire::SignUp& message);
Result<wire::SignUpLink> sign_up_show(Desk& desk, const wire::SignUpShow& message);
Result<wire::Registration> sign_up_start(Desk& desk, const wire::SignUpStart& message);
// An equal repeat gets the same answer for 24 hours.
Result<wire::Nothing> sign_up_finish(Desk& desk, const wire::SignUpFinish& message);

}  // namespace portal::server
