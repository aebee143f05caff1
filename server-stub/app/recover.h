// PROTOCOL.md, "Recovery": the recovery key instead of the password, and a new one in its place.
//
// A login that nobody has and a wrong key differ in nothing: same path, same sizes, same rows touched.
#pragma once

#include "server-stub/app/sessions.h"
#include "shared/wire/recover.h"

namespace portal::server {

Result<wire::RecoveryChallenge> recover_start(Desk& desk, const wire::RecoverStart& message);
Result<wire::RecoverySession> recover_prove(Desk& desk, const wire::RecoverProve& message);
Result<wire::Nothing> recovery_disown(Desk& desk, const wire::RecoveryDisown& message);
Result<wire::Renewal> recovery_renew(Desk& desk, const Visitor& visitor, const wire::RecoveryRenew& message);

}  // namespace portal::server
