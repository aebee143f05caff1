// PROTOCOL.md, "Pairing".
#pragma once

#include "server-stub/app/sessions.h"
#include "shared/wire/pair.h"

namespace portal::server {

Result<wire::PairOpened> pair_start(Desk& desk, const wire::PairStart& message);
Result<wire::PairShown> pair_show(Desk& desk, const Visitor& visitor, const wire::PairShow& message);
Result<wire::Nothing> pair_allow(Desk& desk, const Visitor& visitor, const wire::PairAllow& message);
Result<wire::Nothing> pair_deny(Desk& desk, const Visitor& visitor, const wire::PairDeny& message);
Result<wire::PairOutcome> pair_poll(Desk& desk, const wire::PairPoll& message);

}  // namespace portal::server
