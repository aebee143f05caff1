// What a session may see and set of its account.
#pragma once

#include "server-stub/app/sessions.h"

namespace portal::server {

Result<wire::Account> account_show(Desk& desk, const Visitor& visitor, const wire::AccountShow& message);
Result<wire::Nothing> reminder_set(Desk& desk, const Visitor& visitor, const wire::ReminderSet& message);

}  // namespace portal::server
