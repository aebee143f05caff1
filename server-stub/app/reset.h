// PROTOCOL.md, "Starting again": a new and empty vault for who has neither password nor recovery key.
#pragma once

#include "server-stub/app/sessions.h"
#include "shared/wire/reset.h"

namespace portal::server {

Result<wire::Nothing> reset_start(Desk& desk, const wire::ResetStart& message);
Result<wire::ResetWait> reset_confirm(Desk& desk, const wire::ResetConfirm& message);
Result<wire::Nothing> reset_cancel(Desk& desk, const Visitor& visitor, const wire::ResetCancel& message);
Result<wire::Nothing> reset_cancel_by_link(Desk& desk, const wire::ResetCancelByLink& message);
Result<wire::ResetLink> reset_show(Desk& desk, const wire::ResetShow& message);
Result<wire::ResetRegistration> reset_begin(Desk& desk, const wire::ResetBegin& message);
Result<wire::Nothing> reset_finish(Desk& desk, const wire::ResetFinish& message);

// Mails the second link to those whose wait is over.
Status announce_due_resets(Desk& desk);

// The data of `account.reset`: which vault has taken the place of which.
nlohmann::json vaults_replaced(const Desk& desk, const wire::PublicKey& old_key,
                               const wire::PublicKey& new_key);

}  // namespace portal::server
