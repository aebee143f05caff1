#include "server-stub/store/verbs.h"

namespace portal::server::verbs {
namespace {

struct Ready {
  wire::AccountId account;
  std::string login;
  std::uint32_t base;  // v: any change of it has cancelled the reset
  std::uint32_t evaluations;
};

// A second link that may be used: the wait is over, and nothing speaks against it.
Result<Ready> find_ready(Database& database, const wire::Hash& token_hash, Milliseconds now) {
  Ready ready{};
  {
    Statement select = database.prepare(
        "SELECT a.id, a.login, r.base, r.evaluations FROM reset r JOIN account a ON a.id=r.account "
        "WHERE r.ready_hash=?1 AND r.ready_until>?2 AND r.due<=?2 AND r.is_cancelled=0 AND r.used_by IS NULL",
        token_hash, now);
    if (!TRY(select.next())) return Fault::not_found;
    ready = {select.fixed<16>(0), select.text(1), select.small(2), select.small(3)};
  }
  if (TRY(is_frozen(database, ready.account, now))) return Fault::conflict;
  if (TRY(find_aside(database, ready.account, AsideKind::recovery, now))) return Fault::conflict;
  return ready;
}

Status replace_keys(Database& database, const Ready& ready, const StartedReset& next, const NewVault& vault) {
  const std::uint64_t version = next.credential_version;
  TRY(database.run(
      "UPDATE credential SET record=?, version=?, profile=?, updated=? WHERE account=? AND version=?",
      vault.record, version, std::uint64_t{vault.profile}, vault.now, ready.account,
      std::uint64_t{ready.base}));
  if (database.changes() != 1) return Fault::conflict;
  const std::uint64_t recovery_version = next.recovery_version;
  TRY(database.run("UPDATE keywrap SET version=?, blob=? WHERE account=? AND type=1", version, vault.wrap,
                   ready.account));
  TRY(database.run("UPDATE keywrap SET version=?, blob=? WHERE account=? AND type=2", recovery_version,
                   vault.recovery_wrap, ready.account));
  TRY(database.run("UPDATE recovery SET version=?, key=? WHERE account=?", recovery_version,
                   vault.recovery_key, ready.account));
  TRY(database.run("INSERT INTO ownerkey(account, amk_version, key) VALUES(?, ?, ?)", ready.account,
                   std::uint64_t{next.amk_version}, vault.owner_key));
  return database.run("UPDATE account SET amk_version=? WHERE id=?", std::uint64_t{next.amk_version},
                      ready.account);
}

// The highest a that the account ever had counts, so that no two vaults have the same.
Result<StartedReset> next_versions(Database& database, const Ready& ready) {
  Statement select = database.prepare(
      "SELECT c.version+1, (SELECT max(amk_version) FROM ownerkey WHERE account=c.account)+1, r.version+1 "
      "FROM credential c JOIN recovery r ON r.account=c.account WHERE c.account=? AND c.version=?",
      ready.account, std::uint64_t{ready.base});
  if (!TRY(select.next())) return Fault::conflict;
  return StartedReset{.login = ready.login,
                      .account = ready.account,
                      .credential_version = select.small(0),
                      .amk_version = select.small(1),
                      .recovery_version = select.small(2)};
}

}  // namespace

// The same reads and writes for a login that nobody has, but for the mail.
Status request_reset(Database& database, const ResetRequest& request) {
  const bool paid = TRY(charge(database, request.charges, request.now)).milliseconds == 0;
  const bool mailed = paid && TRY(may_mail(database, request.limit));
  bool is_taken = false;
  {
    Statement select = database.prepare("SELECT 1 FROM account WHERE login=?", request.login);
    is_taken = TRY(select.next());
  }
  if (!mailed) return Done{};
  TRY(database.run("INSERT INTO reset_link(hash, login, expires) VALUES(?, ?, ?)", request.token_hash,
                   request.login, request.expires));
  return is_taken ? put_mail(database, request.link) : Status(Done{});
}

Result<std::string> find_reset_link(Database& database, const wire::Hash& token_hash, Milliseconds now) {
  Statement select = database.prepare(
      "SELECT a.login FROM reset_link l JOIN account a ON a.login=l.login WHERE l.hash=?1 AND l.expires>?2 "
      "UNION ALL SELECT a.login FROM reset r JOIN account a ON a.id=r.account "
      "WHERE r.confirm_hash=?1 AND r.is_cancelled=0 AND r.used_by IS NULL",
      token_hash, now);
  if (!TRY(select.next())) return Fault::not_found;
  return select.text(0);
}

// While one waits, another link says so and starts none.
Result<Milliseconds> confirm_reset(Database& database, const ResetConfirmation& confirmation) {
  const std::string login = TRY(find_reset_link(database, confirmation.token_hash, confirmation.now));
  {
    Statement select = database.prepare(
        "SELECT r.due FROM reset r JOIN account a ON a.id=r.account WHERE a.login=? AND r.is_cancelled=0 "
        "AND r.used_by IS NULL AND (r.ready_until IS NULL OR r.ready_until>?)",
        login, confirmation.now);
    if (TRY(select.next())) return select.integer(0);
  }
  TRY(database.run(
      "INSERT OR REPLACE INTO reset(account, requested, due, base, confirm_hash, cancel_hash) "
      "SELECT a.id, ?, ?, c.version, ?, ? FROM account a JOIN credential c ON c.account=a.id WHERE a.login=?",
      confirmation.now, confirmation.due, confirmation.token_hash, confirmation.cancel_hash, login));
  TRY(database.run("DELETE FROM reset_link WHERE hash=?", confirmation.token_hash));
  TRY(put_mail(database, confirmation.notice));
  return confirmation.due;
}

// Links that were not followed die with it.
Status drop_reset(Database& database, const wire::AccountId& account) {
  TRY(database.run("UPDATE reset SET is_cancelled=1 WHERE account=? AND used_by IS NULL", account));
  return database.run("DELETE FROM reset_link WHERE login=(SELECT login FROM account WHERE id=?)", account);
}

Status cancel_reset(Database& database, const UsedSession& session) {
  return drop_reset(database, session.account);
}

Status cancel_reset_by_link(Database& database, const wire::Hash& token_hash) {
  wire::AccountId account{};
  {
    Statement select =
        database.prepare("SELECT account FROM reset WHERE cancel_hash=? AND used_by IS NULL", token_hash);
    if (!TRY(select.next())) return Fault::not_found;
    account = select.fixed<16>(0);
  }
  return drop_reset(database, account);
}

Result<std::vector<DueReset>> find_due_resets(Database& database, Milliseconds now, std::size_t most) {
  std::vector<DueReset> due;
  Statement select = database.prepare(
      "SELECT a.id, a.login FROM reset r JOIN account a ON a.id=r.account "
      "WHERE r.due<=?1 AND r.ready_hash IS NULL AND r.is_cancelled=0 "
      "AND NOT EXISTS(SELECT 1 FROM freeze f WHERE f.account=a.id AND f.until>?1) "
      "AND NOT EXISTS(SELECT 1 FROM aside s WHERE s.account=a.id AND s.kind=?2 AND s.until>?1) "
      "ORDER BY r.due LIMIT ?3",
      now, number_of(AsideKind::recovery), std::uint64_t{most});
  while (TRY(select.next())) due.push_back({select.fixed<16>(0), select.text(1)});
  return due;
}

Status announce_reset(Database& database, const ResetAnnouncement& announcement) {
  TRY(database.run(
      "UPDATE reset SET ready_hash=?, ready_until=? WHERE account=? AND due<=? AND ready_hash IS NULL "
      "AND is_cancelled=0",
      announcement.token_hash, announcement.until, announcement.account, announcement.now));
  if (database.changes() == 0) return Done{};  // cancelled in between
  return put_mail(database, announcement.notice);
}

Result<ResetFound> find_reset(Database& database, const wire::Hash& token_hash, Milliseconds now) {
  Statement select = database.prepare(
      "SELECT a.login, o.key, r.used_by FROM reset r JOIN account a ON a.id=r.account "
      "JOIN ownerkey o ON o.account=a.id AND o.amk_version=a.amk_version "
      "WHERE r.ready_hash=? AND r.ready_until>? AND r.is_cancelled=0",
      token_hash, now);
  if (!TRY(select.next())) return Fault::not_found;
  ResetFound found{.login = select.text(0), .owner_key = select.fixed<32>(1), .used_by = {}};
  if (!select.is_null(2)) found.used_by = select.fixed<32>(2);
  return found;
}

Result<StartedReset> begin_reset(Database& database, const ResetBeginning& beginning) {
  const Ready ready = TRY(find_ready(database, beginning.token_hash, beginning.now));
  if (ready.evaluations >= beginning.most_evaluations) return Fault::not_found;
  TRY(database.run("UPDATE reset SET evaluations=evaluations+1 WHERE account=?", ready.account));
  return next_versions(database, ready);
}

Status finish_reset(Database& database, const NewVault& vault) {
  const auto found = find_reset(database, vault.token_hash, vault.now);
  if (found && found->used_by == vault.body_hash) return Done{};
  const Ready ready = TRY(find_ready(database, vault.token_hash, vault.now));
  if (ready.evaluations == 0) return Fault::conflict;  // never begun: no record can be for this account
  const StartedReset next = TRY(next_versions(database, ready));
  TRY(set_aside(database, ready.account, vault.aside, AsideKind::reset, vault.now + kVaultKept));
  TRY(keep_disowning(database, vault.disowning, ready.account, vault.aside, vault.now, kVaultKept));
  TRY(replace_keys(database, ready, next, vault));
  TRY(end_everything_old(database, ready.account, ready.login));
  TRY(lose_open_changes(database, ready.account, vault.now));
  TRY(remember_device(database, ready.login, vault.known));
  TRY(database.run("DELETE FROM record_write WHERE account=?", ready.account));
  TRY(database.run("DELETE FROM reset_link WHERE login=?", ready.login));
  TRY(cancel_erasure_since(database, ready.account, 0, vault.erasure_cancelled));
  TRY(database.run("UPDATE reset SET used_by=?, ready_until=? WHERE account=?", vault.body_hash,
                   vault.now + kDay, ready.account));
  TRY(append_log(database, ready.account, vault.reset));
  return put_mail(database, vault.notice);
}

}  // namespace portal::server::verbs
