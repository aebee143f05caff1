#include "server-stub/app/account.h"

#include <algorithm>
#include <array>

namespace portal::server {

Result<wire::Account> account_show(Desk& desk, const Visitor& visitor, const wire::AccountShow&) {
  AccountRow row = TRY(desk.store.show_account(visitor.use));
  wire::Account account{.login = std::move(row.login),
                        .created = row.created / kSecond,
                        .password_changed = row.password_changed / kSecond,
                        .remind_months = row.remind_months,
                        .signed_in = row.signed_in / kSecond,
                        .signed_in_before = {},
                        .sessions = row.sessions,
                        .erase_due = {},
                        .recovered_until = {},
                        .vault_kept_until = {},
                        .reset_due = {}};
  if (row.signed_in_before) account.signed_in_before = *row.signed_in_before / kSecond;
  if (row.erase_due) account.erase_due = *row.erase_due / kSecond;
  if (row.recovered_until) account.recovered_until = *row.recovered_until / kSecond;
  if (row.vault_kept_until) account.vault_kept_until = *row.vault_kept_until / kSecond;
  if (row.reset_due) account.reset_due = *row.reset_due / kSecond;
  return account;
}

Result<wire::Nothing> reminder_set(Desk& desk, const Visitor& visitor, const wire::ReminderSet& message) {
  constexpr std::array<std::uint32_t, 4> kMonths{0, 3, 6, 12};
  if (std::find(kMonths.begin(), kMonths.end(), message.remind_months) == kMonths.end()) {
    return Fault::malformed;
  }
  TRY(desk.store.set_reminder(visitor.use, message.remind_months));
  return wire::Nothing{};
}

}  // namespace portal::server
