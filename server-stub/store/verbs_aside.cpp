#include "server-stub/store/verbs.h"

namespace portal::server::verbs {
namespace {

// Columns of `aside`, from what opens the account now.
constexpr const char* kSetAside =
    "INSERT INTO aside(account, sid, kind, until, amk_version, credential_version, recovery_version, record, "
    "profile, wrap, recovery_wrap, recovery_key) "
    "SELECT a.id, ?, ?, ?, a.amk_version, c.version, r.version, c.record, c.profile, w.blob, o.blob, r.key "
    "FROM account a JOIN credential c ON c.account=a.id JOIN recovery r ON r.account=a.id "
    "JOIN keywrap w ON w.account=a.id AND w.type=1 JOIN keywrap o ON o.account=a.id AND o.type=2 "
    "WHERE a.id=?";

}  // namespace

Result<std::optional<Milliseconds>> find_aside(Database& database, const wire::AccountId& account,
                                               AsideKind kind, Milliseconds now) {
  Statement select = database.prepare("SELECT max(until) FROM aside WHERE account=? AND kind=? AND until>?",
                                      account, number_of(kind), now);
  if (!TRY(select.next())) return Fault::unavailable;
  return select.maybe_integer(0);
}

Result<bool> keeps_aside(Database& database, const wire::AccountId& account, Milliseconds now) {
  Statement select = database.prepare("SELECT 1 FROM aside WHERE account=? AND kind<>? AND until>?", account,
                                      number_of(AsideKind::swapped_out), now);
  return select.next();
}

Status set_aside(Database& database, const wire::AccountId& account, const Fixed<16>& name, AsideKind kind,
                 Milliseconds until) {
  TRY(database.run(kSetAside, name, number_of(kind), until, account));
  if (database.changes() != 1) return Fault::unavailable;
  if (kind == AsideKind::recovery) return Done{};  // the vault stays
  return database.run("UPDATE collection SET aside=? WHERE account=? AND aside IS NULL", name, account);
}

Result<std::optional<VaultSwap>> find_swap(Database& database, const wire::AccountId& account,
                                           Milliseconds now) {
  Statement select = database.prepare(
      "SELECT s.sid, s.amk_version, o.key FROM freeze f JOIN aside s ON s.account=f.account AND s.sid=f.sid "
      "JOIN ownerkey o ON o.account=s.account AND o.amk_version=s.amk_version "
      "WHERE f.account=? AND f.until>? AND s.kind=?",
      account, now, number_of(AsideKind::reset));
  if (!TRY(select.next())) return std::optional<VaultSwap>{};
  return std::optional(VaultSwap{
      .aside = select.fixed<16>(0), .amk_version = select.small(1), .owner_key = select.fixed<32>(2)});
}

// What was there stays aside as long as the other would have. Its own recoveries are over: they belong to
// it, and would open nothing in the vault that comes back.
Status swap_vaults(Database& database, const UsedSession& session, const VaultSwap& swap) {
  Milliseconds until = 0;
  {
    Statement select =
        database.prepare("SELECT until FROM aside WHERE account=? AND sid=?", session.account, swap.aside);
    if (!TRY(select.next())) return Fault::conflict;
    until = select.integer(0);
  }
  TRY(set_aside(database, session.account, session.sid, AsideKind::swapped_out, until));
  TRY(database.run("UPDATE collection SET aside=NULL WHERE account=? AND aside=?", session.account,
                   swap.aside));
  TRY(database.run("UPDATE account SET amk_version=? WHERE id=?", std::uint64_t{swap.amk_version},
                   session.account));
  TRY(database.run("DELETE FROM disowning WHERE account=? AND sid=?", session.account, swap.aside));
  return database.run("DELETE FROM aside WHERE account=? AND sid=?", session.account, swap.aside);
}

// Vaults that a reset set aside stay where they are.
Status lift_freeze(Database& database, const wire::AccountId& account) {
  const std::uint64_t recovery = number_of(AsideKind::recovery);
  TRY(database.run("DELETE FROM freeze WHERE account=?", account));
  TRY(database.run("DELETE FROM aside WHERE account=? AND kind=?", account, recovery));
  return database.run(
      "DELETE FROM disowning WHERE account=?1 AND sid NOT IN (SELECT sid FROM aside WHERE account=?1)",
      account);
}

}  // namespace portal::server::verbs
