#include "server-stub/store/verbs.h"

namespace portal::server::verbs {
namespace {

Result<RecoveryStarted> find_proved(Database& database, const NewRecoverySession& session) {
  Statement select = database.prepare(
      "SELECT c.version, a.amk_version, r.version, s.credential_version, s.amk_version, "
      "CASE WHEN ?1 THEN s.recovery_wrap ELSE w.blob END FROM account a JOIN credential c ON c.account=a.id "
      "JOIN recovery r ON r.account=a.id JOIN keywrap w ON w.account=a.id AND w.type=2 "
      "LEFT JOIN freeze f ON f.account=a.id AND f.until>?2 "
      "LEFT JOIN aside s ON s.account=a.id AND s.sid=f.sid AND s.kind=?3 WHERE a.id=?4 "
      "AND (f.account IS NOT NULL)=?1 AND CASE WHEN ?1 THEN s.recovery_version ELSE r.version END=?5",
      std::uint64_t{session.is_previous}, session.now, number_of(AsideKind::reset), session.account,
      std::uint64_t{session.recovery_version});
  if (!TRY(select.next())) return Fault::unauthenticated;  // the key was replaced in between
  if (!session.is_previous) {
    return RecoveryStarted{.credential_version = select.small(0),
                           .amk_version = select.small(1),
                           .wrap = select.fixed<73>(5),
                           .newest = {}};
  }
  return RecoveryStarted{
      .credential_version = select.small(3),
      .amk_version = select.small(4),
      .wrap = select.fixed<73>(5),
      .newest =
          NewestVersions{.credential = select.small(0), .amk = select.small(1), .recovery = select.small(2)}};
}

}  // namespace

Result<Wait> begin_challenge(Database& database, const NewChallenge& challenge) {
  const Wait wait = TRY(charge(database, challenge.charges, challenge.now));
  if (wait.milliseconds > 0) return wait;
  TRY(database.run("INSERT INTO challenge(id, login, bytes, expires, is_previous) VALUES(?, ?, ?, ?, ?)",
                   challenge.id, challenge.login, challenge.bytes, challenge.expires,
                   std::uint64_t{challenge.is_previous}));
  return wait;
}

// The same reads for a login that nobody has.
Result<ChallengeFound> take_challenge(Database& database, const wire::ChallengeId& id, Milliseconds now) {
  ChallengeFound found{};
  {
    Statement erase = database.prepare(
        "DELETE FROM challenge WHERE id=? AND expires>? RETURNING login, bytes, is_previous", id, now);
    if (!TRY(erase.next())) return Fault::unauthenticated;
    found.login = erase.text(0);
    found.bytes = erase.fixed<32>(1);
    found.is_previous = erase.integer(2) != 0;
  }
  // While the account is frozen the key of a vault that was set aside opens it, and no other; otherwise the
  // other way. What a recovery set aside is not opened by its key, for that is the one that was used.
  Statement select = database.prepare(
      "SELECT a.id, CASE WHEN ?1 THEN s.recovery_version ELSE r.version END, "
      "CASE WHEN ?1 THEN s.recovery_key ELSE r.key END FROM account a JOIN recovery r ON r.account=a.id "
      "LEFT JOIN freeze f ON f.account=a.id AND f.until>?2 "
      "LEFT JOIN aside s ON s.account=a.id AND s.sid=f.sid AND s.kind=?3 "
      "WHERE a.login=?4 AND (f.account IS NOT NULL)=?1 AND (?1=0 OR s.sid IS NOT NULL)",
      std::uint64_t{found.is_previous}, now, number_of(AsideKind::reset), found.login);
  if (TRY(select.next())) {
    found.account = select.fixed<16>(0);
    found.recovery_version = select.small(1);
    found.recovery_key = select.fixed<32>(2);
  }
  return found;
}

// The proof stands for a step-up: credential/start counts its evaluations there.
Result<RecoveryStarted> start_recovery(Database& database, const NewRecoverySession& session) {
  RecoveryStarted started = TRY(find_proved(database, session));
  TRY(drop_reset(database, session.account));
  const std::uint32_t version = started.newest ? started.newest->credential : started.credential_version;
  TRY(database.run(
      "INSERT INTO session(sid, account, credential_version, epoch, sealed_key, scope, created, seen) "
      "SELECT ?1, ?2, ?3, epoch, ?4, ?5, ?6, ?6 FROM setup",
      session.sid, session.account, std::uint64_t{version}, session.sealed_key,
      static_cast<std::uint64_t>(wire::Scope::recovery), session.now));
  TRY(database.run("INSERT INTO stepup(sid, operation, until, starts) VALUES(?, ?, ?, 0)", session.sid,
                   static_cast<std::uint64_t>(wire::Operation::credential), session.now + kRecoveryLasts));
  TRY(append_log(database, session.account, session.used));
  if (session.is_previous) return started;
  TRY(keep_disowning(database, session.disowning, session.account, session.sid, session.now, kAsideLasts));
  TRY(put_mail(database, session.notice));
  return started;
}

Result<bool> is_frozen(Database& database, const wire::AccountId& account, Milliseconds now) {
  Statement select = database.prepare("SELECT 1 FROM freeze WHERE account=? AND until>?", account, now);
  return select.next();
}

Status keep_disowning(Database& database, const wire::Hash& token_hash, const wire::AccountId& account,
                      const wire::SessionId& sid, Milliseconds now, Milliseconds lasts) {
  return database.run("INSERT INTO disowning(token_hash, account, sid, made, expires) VALUES(?, ?, ?, ?, ?)",
                      token_hash, account, sid, now, now + lasts);
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
        database.prepare("SELECT min(made) FROM disowning WHERE account=? AND sid=?", account, sid);
    if (!TRY(select.next())) return Fault::unavailable;
    begun = select.integer(0);
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
  if (TRY(find_aside(database, session.account, AsideKind::recovery, session.now))) return Fault::conflict;
  TRY(replace_recovery_key(database, session, key));
  // Whoever came in by the old key is out.
  TRY(database.run("DELETE FROM session WHERE account=? AND scope=?", session.account,
                   static_cast<std::uint64_t>(wire::Scope::recovery)));
  TRY(append_log(database, session.account, renewed));
  return key.base + 1;
}

}  // namespace portal::server::verbs
