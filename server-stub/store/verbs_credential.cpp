#include "server-stub/store/verbs.h"

namespace portal::server::verbs {
namespace {

enum class ChangeState : std::uint64_t { open, done, lost, cancelled };

constexpr Milliseconds kChangeKept = kDay;

std::uint64_t number_of(ChangeState state) {
  return static_cast<std::uint64_t>(state);
}

}  // namespace

// PROTOCOL.md, "Changing the password": everything that the old password opened is over.
Status end_everything_old(Database& database, const wire::AccountId& account, const std::string& login) {
  TRY(database.run("DELETE FROM session WHERE account=?", account));
  TRY(database.run("DELETE FROM pending_login WHERE account=?", account));
  TRY(forget_devices(database, account));
  return database.run("DELETE FROM known WHERE login=?", login);
}

Status lose_open_changes(Database& database, const wire::AccountId& account, Milliseconds now) {
  return database.run("UPDATE change SET state=?, kept_until=? WHERE account=? AND state=?",
                      number_of(ChangeState::lost), now + kChangeKept, account, number_of(ChangeState::open));
}

Status start_change(Database& database, const UsedSession& session, const NewChange& change) {
  if (change.base != session.credential_version) return Fault::conflict;
  const bool lifts = change.reason == wire::Reason::unfreeze;
  if (TRY(is_frozen(database, session.account, session.now)) != lifts) return Fault::out_of_scope;
  TRY(database.run("UPDATE stepup SET starts=starts+1 WHERE sid=? AND operation=? AND until>? AND starts<?",
                   session.sid, static_cast<std::uint64_t>(wire::Operation::credential), session.now,
                   std::uint64_t{change.most_starts}));
  if (database.changes() == 0) return Fault::step_up_needed;
  return database.run(
      "INSERT INTO change(id, account, sid, reason, base, state, open_until, kept_until) "
      "VALUES(?, ?, ?, ?, ?, ?, ?, ?)",
      change.id, session.account, session.sid, static_cast<std::uint64_t>(change.reason),
      std::uint64_t{change.base}, number_of(ChangeState::open), change.expires, change.expires + kChangeKept);
}

Result<ChangeFound> find_change(Database& database, const wire::ChangeId& id, const wire::Hash& body_hash,
                                Milliseconds now) {
  Statement select = database.prepare(
      "SELECT c.state, c.open_until, c.account, c.sid, c.reason, c.base, c.body_hash, c.result, r.version, "
      "r.key FROM change c JOIN recovery r ON r.account=c.account WHERE c.id=? AND c.kept_until>?",
      id, now);
  if (!TRY(select.next())) return Fault::not_found;
  switch (static_cast<ChangeState>(select.integer(0))) {
    case ChangeState::open: {
      if (select.integer(1) <= now) return Fault::not_found;
      OpenChange open{.account = select.fixed<16>(2),
                      .sid = select.fixed<16>(3),
                      .reason = static_cast<wire::Reason>(select.small(4)),
                      .base = select.small(5),
                      .recovery_version = select.small(8),
                      .recovery_key = select.fixed<32>(9),
                      .swap = {}};
      if (open.reason == wire::Reason::unfreeze) open.swap = TRY(find_swap(database, open.account, now));
      return ChangeFound{.done_already = {}, .open = std::move(open)};
    }
    case ChangeState::done:
      if (select.fixed<32>(6) != body_hash) return Fault::conflict;
      return ChangeFound{.done_already = select.small(7), .open = {}};
    case ChangeState::lost:
      return Fault::conflict;
    case ChangeState::cancelled:
      return Fault::not_found;
  }
  return Fault::unavailable;
}

Result<std::uint32_t> replace_credential(Database& database, const UsedSession& session,
                                         const OpenChange& change, const NewCredential& credential) {
  const std::uint64_t version = std::uint64_t{change.base} + 1;
  if (credential.disowning) {
    TRY(set_aside(database, session.account, session.sid, AsideKind::recovery, session.now + kAsideLasts));
  }
  if (change.swap) TRY(swap_vaults(database, session, *change.swap));
  TRY(database.run(
      "UPDATE credential SET record=?, version=?, profile=?, updated=? WHERE account=? AND version=?",
      credential.record, version, std::uint64_t{credential.profile}, session.now, session.account,
      std::uint64_t{change.base}));
  if (database.changes() != 1) return Fault::conflict;
  TRY(database.run("UPDATE keywrap SET version=?, blob=? WHERE account=? AND type=1", version,
                   credential.wrap, session.account));
  if (credential.recovery) TRY(replace_recovery_key(database, session, *credential.recovery));
  if (credential.disowning) {
    TRY(keep_disowning(database, *credential.disowning, session.account, session.sid, session.now,
                       kAsideLasts));
  }
  if (change.reason == wire::Reason::unfreeze) TRY(lift_freeze(database, session.account));
  TRY(end_everything_old(database, session.account, session.login));
  TRY(remember_device(database, session.login, credential.known));
  TRY(database.run("UPDATE change SET state=?, body_hash=?, result=?, kept_until=? WHERE id=?",
                   number_of(ChangeState::done), credential.body_hash, version, session.now + kChangeKept,
                   credential.change));
  TRY(lose_open_changes(database, session.account, session.now));
  TRY(append_log(database, session.account, credential.changed));
  if (credential.swapped) TRY(append_log(database, session.account, *credential.swapped));
  TRY(put_mail(database, credential.notice));
  return static_cast<std::uint32_t>(version);
}

Status cancel_change(Database& database, const wire::ChangeId& id, Milliseconds now) {
  ChangeState state{};
  {
    Statement select = database.prepare("SELECT state FROM change WHERE id=? AND kept_until>?", id, now);
    if (!TRY(select.next())) return Fault::not_found;
    state = static_cast<ChangeState>(select.integer(0));
  }
  if (state == ChangeState::done) return Fault::conflict;
  if (state != ChangeState::open) return Done{};
  return database.run("UPDATE change SET state=?, kept_until=? WHERE id=?", number_of(ChangeState::cancelled),
                      now + kChangeKept, id);
}

}  // namespace portal::server::verbs
