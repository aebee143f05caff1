// PROTOCOL.md, "Changing the password": one transaction, signed by the owner, whose fate can always be asked.
#pragma once

#include "server-stub/app/sessions.h"
#include "shared/wire/credential.h"

namespace portal::server {

Result<wire::CredentialChange> credential_start(Desk& desk, const Visitor& visitor,
                                                const wire::CredentialStart& message);
// Looks at the session only if the change is still open.
Result<wire::CredentialOutcome> credential_finish(Desk& desk, const wire::CredentialFinish& message);
Result<wire::Nothing> credential_cancel(Desk& desk, const wire::CredentialCancel& message);

}  // namespace portal::server
