// PROTOCOL.md, "Signing in": the server's half of OPAQUE.
//
// A login that nobody has and a wrong password differ in nothing: same path, same sizes, same rows touched.
#pragma once

#include "server-stub/app/desk.h"
#include "shared/wire/login.h"

namespace portal::server {

Result<wire::LoginChallenge> login_start(Desk& desk, const wire::LoginStart& message);
Result<wire::Session> login_finish(Desk& desk, const wire::LoginFinish& message);

}  // namespace portal::server
