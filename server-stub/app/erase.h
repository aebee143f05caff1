// PROTOCOL.md, "Deleting the account".
#pragma once

#include "server-stub/app/sessions.h"
#include "shared/wire/erase.h"

namespace portal::server {

Result<wire::Erasure> erase_show(Desk& desk, const Visitor& visitor, const wire::EraseShow& message);
Result<wire::Erasure> erase_request(Desk& desk, const Visitor& visitor, const wire::EraseRequest& message);
Result<wire::Erasure> erase_cancel(Desk& desk, const Visitor& visitor, const wire::EraseCancel& message);
Result<wire::Nothing> erase_cancel_by_link(Desk& desk, const wire::EraseCancelByLink& message);

// Those whose time has come. One that fails does not keep the others.
Status erase_what_is_due(Desk& desk);

}  // namespace portal::server
