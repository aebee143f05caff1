// What owners keep here, sealed: given out and taken as it is, and never looked into.
#pragma once

#include "server-stub/app/sessions.h"
#include "shared/wire/records.h"

namespace portal::server {

Result<wire::Collections> collections_show(Desk& desk, const Visitor& visitor,
                                           const wire::CollectionsShow& message);
Result<wire::Records> records_show(Desk& desk, const Visitor& visitor, const wire::RecordsShow& message);
Result<wire::RecordsWritten> records_write(Desk& desk, const Visitor& visitor,
                                           const wire::RecordsWrite& message);

}  // namespace portal::server
