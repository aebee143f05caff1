// PROTOCOL.md, "List of sessions".
#pragma once

#include "server-stub/app/sessions.h"
#include "shared/wire/sessions.h"

namespace portal::server {

// Printable UTF-8 of at most 64 bytes; may be empty.
bool is_device_name(const std::string& name);

Result<wire::Sessions> sessions_show(Desk& desk, const Visitor& visitor, const wire::SessionsShow& message);
Result<wire::Sessions> sessions_end(Desk& desk, const Visitor& visitor, const wire::SessionsEnd& message);
Result<wire::Sessions> sessions_end_device(Desk& desk, const Visitor& visitor,
                                           const wire::SessionsEndDevice& message);
Result<wire::Sessions> sessions_end_others(Desk& desk, const Visitor& visitor,
                                           const wire::SessionsEndOthers& message);
Result<wire::Sessions> sessions_name(Desk& desk, const Visitor& visitor, const wire::SessionsName& message);
Result<wire::Sessions> sessions_mail(Desk& desk, const Visitor& visitor, const wire::SessionsMail& message);

}  // namespace portal::server
