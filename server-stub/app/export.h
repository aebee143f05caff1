// The server's part of an export: the entries of the log as they are, and the entry that tells of it.
#pragma once

#include "server-stub/app/sessions.h"
#include "shared/wire/export.h"

namespace portal::server {

Result<wire::LogPage> log_entries(Desk& desk, const Visitor& visitor, const wire::LogEntries& message);
Result<wire::Nothing> export_note(Desk& desk, const Visitor& visitor, const wire::ExportNote& message);

}  // namespace portal::server
