// What a session may ask about its account, and how it ends.
#pragma once

#include "shared/wire/route.h"
#include "shared/wire/sizes.h"

namespace portal::wire {

struct Account {
  std::string login;
  std::uint64_t created;  // unix seconds, as all of these
  std::uint64_t password_changed;
  std::uint32_t remind_months;  // 0 never, 3, 6, 12
  std::uint64_t signed_in;      // this session
  std::optional<std::uint64_t> signed_in_before;
  std::uint32_t sessions;                  // alive, this one included
  std::optional<std::uint64_t> erase_due;  // the account will be deleted then
  // Until then what a recovery replaced is kept, and neither deleting nor a new recovery key is possible.
  std::optional<std::uint64_t> recovered_until;
  std::optional<std::uint64_t> vault_kept_until;  // likewise the vault from before a reset: no deleting
  std::optional<std::uint64_t> reset_due;         // somebody has asked for a new and empty vault then
  static void fields(auto& m, auto&& field) {
    field("login", m.login);
    field("created", m.created);
    field("password_changed", m.password_changed);
    field("remind_months", m.remind_months);
    field("signed_in", m.signed_in);
    field("signed_in_before", m.signed_in_before);
    field("sessions", m.sessions);
    field("erase_due", m.erase_due);
    field("recovered_until", m.recovered_until);
    field("vault_kept_until", m.vault_kept_until);
    field("reset_due", m.reset_due);
  }
};

// Also what "Stay signed in" sends: any request keeps a session awake.
struct AccountShow {
  using Reply = Account;
  static constexpr Route route{"GET", "/v1/account", Access::session};
  static void fields(auto&, auto&&) {}
};

struct ReminderSet {
  using Reply = Nothing;
  static constexpr Route route{"POST", "/v1/account/reminder", Access::session};
  std::uint32_t remind_months;  // 0, 3, 6 or 12
  static void fields(auto& m, auto&& field) { field("remind_months", m.remind_months); }
};

struct SessionEnd {
  using Reply = Nothing;
  static constexpr Route route{"POST", "/v1/session/end", Access::session};
  static void fields(auto&, auto&&) {}
};

}  // namespace portal::wire
