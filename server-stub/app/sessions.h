// PROTOCOL.md, "Sessions": whose request this is, proved by its MAC.
#pragma once

#include "server-stub/app/desk.h"
#include "shared/wire/account.h"

namespace portal::server {

struct Visitor {
  SessionRow session;
  SessionUse use;  // for the verb that does what was asked
};

struct PortalMac {
  wire::SessionId sid;
  std::uint64_t sequence;
  Fixed<32> mac;
};
// `Portal-MAC sid=<b64url>, seq=<decimal>, mac=<b64url>`, exactly. Else Fault::session_ended.
Result<PortalMac> parse_portal_mac(std::string_view authorization);

// Fault::session_ended unless the request has the MAC of a living session. Whether its number is new is
// found out by the verb.
Result<Visitor> find_visitor(Desk& desk);

Result<wire::Nothing> session_end(Desk& desk, const Visitor& visitor, const wire::SessionEnd& message);

}  // namespace portal::server
