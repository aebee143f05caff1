#include "server-stub/store/verbs.h"

namespace portal::server::verbs {
namespace {

// Failures at logins that nobody has are counted under this, so that they cost the same.
constexpr wire::AccountId kNobody{};

// Whose attempt it was. Fault::unauthenticated if there is none.
Result<std::optional<wire::AccountId>> end_attempt(Database& database, const wire::AttemptId& id,
                                                   Milliseconds now) {
  Statement erase =
      database.prepare("DELETE FROM pending_login WHERE id=? AND expires>? RETURNING account", id, now);
  if (!TRY(erase.next())) return Fault::unauthenticated;
  if (erase.is_null(0)) return std::optional<wire::AccountId>{};
  return std::optional<wire::AccountId>(erase.fixed<16>(0));
}

Status refund_attempt(Database& database, const wire::AttemptId& id, Milliseconds now) {
  std::vector<std::pair<Sha256, Milliseconds>> charges;
  {
    Statement select = database.prepare("SELECT key, interval FROM pending_charge WHERE id=?", id);
    while (TRY(select.next())) charges.emplace_back(select.fixed<32>(0), select.integer(1));
  }
  for (const auto& [key, interval] : charges) TRY(refund(database, key, interval, now));
  return Done{};
}

}  // namespace

Result<LoginPrepared> prepare_login(Database& database, const LoginQuestion& question) {
  LoginPrepared prepared{};
  {
    Statement select = database.prepare("SELECT 1 FROM known WHERE token_hash=? AND login=? AND expires>?",
                                        question.known, question.login, question.now);
    prepared.device_is_known = TRY(select.next());
  }
  prepared.wait =
      TRY(wait_for(database, prepared.device_is_known ? question.device : question.strangers, question.now));
  // While the account is frozen what was set aside opens it, and nothing else does; otherwise the other way.
  const bool asks_for_previous = question.scope == wire::Scope::previous;
  Statement select = database.prepare(
      "SELECT a.id, c.version, CASE WHEN ?1 THEN s.record ELSE c.record END FROM account a "
      "JOIN credential c ON c.account=a.id LEFT JOIN freeze f ON f.account=a.id AND f.until>?2 "
      "LEFT JOIN aside s ON s.account=a.id AND s.sid=f.sid "
      "WHERE a.login=?3 AND (f.account IS NOT NULL)=?1 AND (?1=0 OR s.record IS NOT NULL)",
      std::uint64_t{asks_for_previous}, question.now, question.login);
  if (TRY(select.next())) {
    prepared.account = select.fixed<16>(0);
    prepared.credential_version = select.small(1);
    prepared.record = select.fixed<192>(2);
  }
  return prepared;
}

Result<Wait> begin_login(Database& database, const NewPendingLogin& login) {
  std::vector<Charge> charges = login.purse.charges;
  if (login.purse.throughput) charges.push_back(*login.purse.throughput);
  const Wait wait = TRY(charge(database, charges, login.now));
  if (wait.milliseconds > 0) return wait;
  TRY(database.run(
      "INSERT INTO pending_login(id, purse, account, credential_version, scope, sealed_state, is_known, "
      "made, "
      "expires) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)",
      login.login.id, login.purse.key, login.login.account, std::uint64_t{login.login.credential_version},
      static_cast<std::uint64_t>(login.login.scope), login.login.sealed_state,
      std::uint64_t{login.login.device_is_known ? 1u : 0u}, login.now, login.expires));
  for (const Charge& each : login.purse.charges) {
    TRY(database.run("INSERT INTO pending_charge(id, key, interval) VALUES(?, ?, ?)", login.login.id,
                     each.key, each.interval));
  }
  if (login.purse.most_pending == 0) return wait;
  TRY(database.run(
      "DELETE FROM pending_login WHERE id IN (SELECT id FROM pending_login WHERE purse=?1 AND id<>?2 "
      "ORDER BY made DESC LIMIT -1 OFFSET ?3)",
      login.purse.key, login.login.id, std::uint64_t{login.purse.most_pending} - 1));
  return wait;
}

Result<PendingLogin> find_pending_login(Database& database, const wire::AttemptId& id, Milliseconds now) {
  Statement select = database.prepare(
      "SELECT p.account, p.credential_version, p.scope, p.sealed_state, p.is_known, a.login "
      "FROM pending_login p LEFT JOIN account a ON a.id=p.account WHERE p.id=? AND p.expires>?",
      id, now);
  if (!TRY(select.next())) return Fault::unauthenticated;
  PendingLogin login{.id = id,
                     .account = {},
                     .credential_version = select.small(1),
                     .scope = static_cast<wire::Scope>(select.small(2)),
                     .sealed_state = select.blob(3),
                     .device_is_known = select.integer(4) != 0,
                     .login = select.text(5)};
  if (!select.is_null(0)) login.account = select.fixed<16>(0);
  return login;
}

Status fail_login(Database& database, const wire::AttemptId& id, Milliseconds now) {
  const auto account = TRY(end_attempt(database, id, now));
  return database.run(
      "INSERT INTO failed_login(account, hour, count) VALUES(?, ?, 1) "
      "ON CONFLICT DO UPDATE SET count=count+1",
      account.value_or(kNobody), now / kHour);
}

Result<SignedIn> finish_login(Database& database, const NewSession& session) {
  TRY(refund_attempt(database, session.attempt, session.now));
  const auto account = TRY(end_attempt(database, session.attempt, session.now));
  if (account != session.account) return Fault::unauthenticated;
  SignedIn signed_in{};
  std::string login;
  std::optional<std::uint64_t> before;
  bool wants_mail = false;
  {
    const bool is_previous = session.scope == wire::Scope::recovery;
    Statement select = database.prepare(
        "SELECT CASE WHEN ?1 THEN s.amk_version ELSE a.amk_version END, "
        "CASE WHEN ?1 THEN s.recovery_version ELSE r.version END, "
        "CASE WHEN ?1 THEN s.wrap ELSE w.blob END, a.login, a.signed_in, "
        "CASE WHEN ?1 THEN s.credential_version ELSE c.version END, r.version, a.mails_new_device, "
        "a.amk_version FROM account a "
        "JOIN credential c ON c.account=a.id JOIN recovery r ON r.account=a.id "
        "JOIN keywrap w ON w.account=a.id AND w.type=1 "
        "LEFT JOIN freeze f ON f.account=a.id AND f.until>?2 "
        "LEFT JOIN aside s ON s.account=a.id AND s.sid=f.sid "
        "WHERE a.id=?3 AND c.version=?4 AND (f.account IS NOT NULL)=?1 AND (?1=0 OR s.wrap IS NOT NULL)",
        std::uint64_t{is_previous}, session.now, session.account, std::uint64_t{session.credential_version});
    if (!TRY(select.next())) return Fault::unauthenticated;  // the password was changed in between
    signed_in = {.amk_version = select.small(0),
                 .recovery_version = select.small(1),
                 .wrap = select.fixed<73>(2),
                 .credential_version = select.small(5),
                 .newest = {}};
    if (is_previous) {
      signed_in.newest = NewestVersions{
          .credential = session.credential_version, .amk = select.small(8), .recovery = select.small(6)};
    }
    login = select.text(3);
    before = select.maybe_integer(4);
    wants_mail = select.integer(7) != 0;
  }
  TRY(drop_reset(database, session.account));
  TRY(database.run(
      "INSERT INTO session(sid, account, credential_version, epoch, sealed_key, scope, signed_in_before, "
      "created, seen, device) SELECT ?1, ?2, ?3, epoch, ?4, ?5, ?6, ?7, ?7, ?8 FROM setup",
      session.sid, session.account, std::uint64_t{session.credential_version}, session.sealed_key,
      static_cast<std::uint64_t>(session.scope), before, session.now, session.device));
  if (session.scope == wire::Scope::recovery) {
    TRY(append_log(database, session.account, session.signed_in));
    TRY(database.run("INSERT INTO stepup(sid, operation, until, starts) VALUES(?, ?, ?, 0)", session.sid,
                     static_cast<std::uint64_t>(wire::Operation::credential), session.now + kRecoveryLasts));
    return signed_in;
  }
  TRY(database.run("UPDATE account SET signed_in=? WHERE id=?", session.now, session.account));
  TRY(remember_device(database, login, session.known));
  TRY(append_log(database, session.account, session.signed_in));
  if (session.notice && wants_mail && TRY(may_mail(database, session.notice->limit))) {
    TRY(put_mail(database, session.notice->mail));
  }
  return signed_in;
}

}  // namespace portal::server::verbs
