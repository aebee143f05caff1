#include "server-stub/store/verbs.h"

namespace portal::server::verbs {

Result<Wait> begin_challenge(Database& database, const NewChallenge& challenge) {
  const Wait wait = TRY(charge(database, challenge.charges, challenge.now));
  if (wait.milliseconds > 0) return wait;
  TRY(database.run("INSERT INTO challenge(id, login, bytes, expires) VALUES(?, ?, ?, ?)", challenge.id,
                   challenge.login, challenge.bytes, challenge.expires));
  return wait;
}

// The same reads for a login that nobody has.
Result<ChallengeFound> take_challenge(Database& database, const wire::ChallengeId& id, Milliseconds now) {
  ChallengeFound found{};
  {
    Statement erase =
        database.prepare("DELETE FROM challenge WHERE id=? AND expires>? RETURNING login, bytes", id, now);
    if (!TRY(erase.next())) return Fault::unauthenticated;
    found.login = erase.text(0);
    found.bytes = erase.fixed<32>(1);
  }
  Statement select = database.prepare(
      "SELECT a.id, r.version, r.key FROM account a JOIN recovery r ON r.account=a.id WHERE a.login=? "
      "AND NOT EXISTS(SELECT 1 FROM freeze f WHERE f.account=a.id AND f.until>?)",
      found.login, now);
  if (TRY(select.next())) {
    found.account = select.fixed<16>(0);
    found.recovery_version = select.small(1);
    found.recovery_key = select.fixed<32>(2);
  }
  return found;
}

// The proof stands for a step-up: credential/start counts its evaluations there.
Result<RecoveryStarted> start_recovery(Database& database, const NewRecoverySession& session) {
  RecoveryStarted started{};
  {
    Statement select = database.prepare(
        "SELECT c.version, a.amk_version, w.blob FROM account a JOIN credential c ON c.account=a.id "
        "JOIN recovery r ON r.account=a.id AND r.version=? "
        "JOIN keywrap w ON w.account=a.id AND w.type=2 AND w.version=r.version WHERE a.id=?",
        std::uint64_t{session.recovery_version}, session.account);
    if (!TRY(select.next())) return Fault::unauthenticated;  // the key was replaced in between
    started = {
        .credential_version = select.small(0), .amk_version = select.small(1), .wrap = select.fixed<73>(2)};
  }
  TRY(database.run(
      "INSERT INTO session(sid, account, credential_version, epoch, sealed_key, scope, created, seen) "
      "SELECT ?1, ?2, ?3, epoch, ?4, ?5, ?6, ?6 FROM setup",
      session.sid, session.account, std::uint64_t{started.credential_version}, session.sealed_key,
      static_cast<std::uint64_t>(wire::Scope::recovery), session.now));
  TRY(database.run("INSERT INTO stepup(sid, operation, until, starts) VALUES(?, ?, ?, 0)", session.sid,
                   static_cast<std::uint64_t>(wire::Operation::credential), session.now + kRecoveryLasts));
  TRY(keep_disowning(database, session.disowning, session.account, session.sid, session.now));
  TRY(append_log(database, session.account, session.used));
  TRY(put_mail(database, session.notice));
  return started;
}

Result<bool> is_frozen(Database& database, const wire::AccountId& account, Milliseconds now) {
  Statement select = database.prepare("SELECT 1 FROM freeze WHERE account=? AND until>?", account, now);
  return select.next();
}

Status keep_disowning(Database& database, const wire::Hash& token_hash, const wire::AccountId& account,
                      const wire::SessionId& sid, Milliseconds now) {
  return database.run("INSERT INTO disowning(token_hash, account, sid, expires) VALUES(?, ?, ?, ?)",
                      token_hash, account, sid, now + kAsideLasts);
}

// Both links of one recovery are used up by the first that is followed; again, it does nothing and says the
// same.
Status disown_recovery(Database& database, const wire::Hash& token_hash, Milliseconds now,
                       const LogDraft& cancelled) {
  wire::AccountId account;
  wire::SessionId sid;
  {
    Statement select = database.prepare(
        "SELECT account, sid, is_used FROM disowning WHERE token_hash=? AND expires>?", token_hash, now);
    if (!TRY(select.next())) return Fault::not_found;
    if (select.integer(2) != 0) return Done{};
    account = select.fixed<16>(0);
    sid = select.fixed<16>(1);
  }
  Milliseconds begun = 0;
  {
    Statement select =
        database.prepare("SELECT min(expires) FROM disowning WHERE account=? AND sid=?", account, sid);
    if (!TRY(select.next())) return Fault::unavailable;
    begun = select.integer(0) - kAsideLasts;
  }
  TRY(cancel_erasure_since(database, account, begun, cancelled));
  const Milliseconds until = now + kFreezeLasts;
  TRY(database.run("UPDATE disowning SET is_used=1 WHERE account=? AND sid=?", account, sid));
  TRY(database.run("INSERT OR REPLACE INTO freeze(account, sid, until) VALUES(?, ?, ?)", account, sid,
                   until));
  TRY(database.run("UPDATE aside SET until=max(until, ?) WHERE account=? AND sid=?", until, account, sid));
  TRY(database.run("DELETE FROM session WHERE account=?", account));
  TRY(forget_devices(database, account));
  return database.run("DELETE FROM pending_login WHERE account=?", account);
}

Status lift_freeze(Database& database, const wire::AccountId& account) {
  TRY(database.run("DELETE FROM freeze WHERE account=?", account));
  TRY(database.run("DELETE FROM aside WHERE account=?", account));
  return database.run("DELETE FROM disowning WHERE account=?", account);
}

Result<std::optional<Milliseconds>> find_aside(Database& database, const wire::AccountId& account,
                                               Milliseconds now) {
  Statement select =
      database.prepare("SELECT max(until) FROM aside WHERE account=? AND until>?", account, now);
  if (!TRY(select.next())) return Fault::unavailable;
  return select.maybe_integer(0);
}

Status set_aside(Database& database, const UsedSession& session) {
  TRY(database.run(
      "INSERT INTO aside(account, sid, until, amk_version, credential_version, recovery_version, record, "
      "profile, wrap, recovery_wrap, recovery_key) "
      "SELECT a.id, ?, ?, a.amk_version, c.version, r.version, c.record, c.profile, w.blob, o.blob, r.key "
      "FROM account a JOIN credential c ON c.account=a.id JOIN recovery r ON r.account=a.id "
      "JOIN keywrap w ON w.account=a.id AND w.type=1 JOIN keywrap o ON o.account=a.id AND o.type=2 "
      "WHERE a.id=?",
      session.sid, session.now + kAsideLasts, session.account));
  return database.changes() == 1 ? Status(Done{}) : Fault::unavailable;
}

Status replace_recovery_key(Database& database, const UsedSession& session, const NewRecoveryKey& key) {
  const std::uint64_t version = std::uint64_t{key.base} + 1;
  TRY(database.run("UPDATE recovery SET version=?, key=? WHERE account=? AND version=?", version, key.key,
                   session.account, std::uint64_t{key.base}));
  if (database.changes() != 1) return Fault::conflict;
  return database.run("UPDATE keywrap SET version=?, blob=? WHERE account=? AND type=2", version, key.wrap,
                      session.account);
}

Result<std::uint32_t> renew_recovery(Database& database, const UsedSession& session,
                                     const NewRecoveryKey& key, const LogDraft& renewed) {
  const auto recovery = static_cast<std::uint64_t>(wire::Operation::recovery);
  {
    Statement select = database.prepare("SELECT 1 FROM stepup WHERE sid=? AND operation=? AND until>?",
                                        session.sid, recovery, session.now);
    if (!TRY(select.next())) return Fault::step_up_needed;
  }
  {
    Statement select = database.prepare("SELECT 1 FROM recovery WHERE account=? AND version=? AND key=?",
                                        session.account, std::uint64_t{key.base} + 1, key.key);
    if (TRY(select.next())) return key.base + 1;  // the answer to an equal one was lost
  }
  if (TRY(find_aside(database, session.account, session.now))) return Fault::conflict;
  TRY(replace_recovery_key(database, session, key));
  // Whoever came in by the old key is out.
  TRY(database.run("DELETE FROM session WHERE account=? AND scope=?", session.account,
                   static_cast<std::uint64_t>(wire::Scope::recovery)));
  TRY(append_log(database, session.account, renewed));
  return key.base + 1;
}

}  // namespace portal::server::verbs
