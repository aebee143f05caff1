#include "server-stub/store/verbs.h"
#include "shared/base/encoding.h"

namespace portal::server::verbs {
namespace {

Status mark_cancelled(Database& database, const wire::AccountId& account, const LogDraft& cancelled) {
  TRY(database.run("UPDATE erasure SET is_cancelled=1 WHERE account=? AND is_cancelled=0", account));
  if (database.changes() == 0) return Done{};
  return append_log(database, account, cancelled);
}

// A value as SQL has it, whatever is in it.
std::string blob_literal(View bytes) {
  return "x'" + encode_hex(bytes) + "'";
}

struct Owned {
  std::string table;
  std::string column;
};

// By the name of a column, so that a table which comes later is not forgotten.
Result<std::vector<Owned>> find_owned(Database& database) {
  std::vector<Owned> owned;
  Statement select = database.prepare(
      "SELECT t.name, c.name FROM sqlite_schema t JOIN pragma_table_info(t.name) c "
      "WHERE t.type='table' AND c.name IN ('account', 'login', 'log_id')");
  while (TRY(select.next())) owned.push_back({select.text(0), select.text(1)});
  return owned;
}

// Every row of every table that names the account, its address or its log.
Status erase_rows(Database& database, const DueErasure& erasure) {
  Bytes log_id;
  {
    Statement select = database.prepare("SELECT log_id FROM account WHERE id=?", erasure.account);
    if (!TRY(select.next())) return Fault::conflict;
    log_id = select.blob(0);
  }
  TRY(database.execute("PRAGMA defer_foreign_keys=ON"));  // until the commit: the order does not matter
  for (const Owned& each : TRY(find_owned(database))) {
    const std::string value = each.column == "account" ? blob_literal(erasure.account)
                              : each.column == "log_id"
                                  ? blob_literal(log_id)
                                  : "CAST(" + blob_literal(view_of(erasure.login)) + " AS TEXT)";
    const std::string sql = "DELETE FROM \"" + each.table + "\" WHERE \"" + each.column + "\"=" + value;
    TRY(database.execute(sql.c_str()));
  }
  return database.run("DELETE FROM account WHERE id=?", erasure.account);
}

}  // namespace

Result<std::optional<ErasureRow>> show_erasure(Database& database, const UsedSession& session) {
  Statement select = database.prepare("SELECT requested, due FROM erasure WHERE account=? AND is_cancelled=0",
                                      session.account);
  if (!TRY(select.next())) return std::optional<ErasureRow>{};
  return std::optional(ErasureRow{.requested = select.integer(0), .due = select.integer(1)});
}

Result<ErasureRow> request_erasure(Database& database, const UsedSession& session,
                                   const NewErasure& erasure) {
  {
    Statement select =
        database.prepare("SELECT 1 FROM stepup WHERE sid=? AND operation=? AND until>?", session.sid,
                         static_cast<std::uint64_t>(wire::Operation::erase), session.now);
    if (!TRY(select.next())) return Fault::step_up_needed;
  }
  if (const auto waiting = TRY(show_erasure(database, session))) return *waiting;
  if (TRY(keeps_aside(database, session.account, session.now))) return Fault::conflict;
  TRY(database.run("INSERT OR REPLACE INTO erasure(account, requested, due, token_hash) VALUES(?, ?, ?, ?)",
                   session.account, session.now, erasure.due, erasure.token_hash));
  TRY(append_log(database, session.account, erasure.requested));
  TRY(put_mail(database, erasure.notice));
  return ErasureRow{.requested = session.now, .due = erasure.due};
}

Status cancel_erasure(Database& database, const UsedSession& session, const LogDraft& cancelled) {
  return mark_cancelled(database, session.account, cancelled);
}

Status cancel_erasure_since(Database& database, const wire::AccountId& account, Milliseconds since,
                            const LogDraft& cancelled) {
  {
    Statement select =
        database.prepare("SELECT 1 FROM erasure WHERE account=? AND requested>=?", account, since);
    if (!TRY(select.next())) return Done{};
  }
  return mark_cancelled(database, account, cancelled);
}

Status cancel_erasure_by_link(Database& database, const wire::Hash& token_hash, const LogDraft& cancelled) {
  wire::AccountId account{};
  {
    Statement select = database.prepare("SELECT account FROM erasure WHERE token_hash=?", token_hash);
    if (!TRY(select.next())) return Fault::not_found;
    account = select.fixed<16>(0);
  }
  return mark_cancelled(database, account, cancelled);
}

// One that falls due while an owner may still take the account back waits until that is over.
Result<std::vector<DueErasure>> find_due_erasures(Database& database, Milliseconds now, std::size_t most) {
  std::vector<DueErasure> due;
  Statement select = database.prepare(
      "SELECT a.id, a.login, e.requested, e.due, a.mail_stopped IS NOT NULL FROM erasure e "
      "JOIN account a ON a.id=e.account WHERE e.due<=?1 AND e.is_cancelled=0 "
      "AND NOT EXISTS(SELECT 1 FROM aside s WHERE s.account=a.id AND s.until>?1 AND s.kind<>?2) "
      "AND NOT EXISTS(SELECT 1 FROM freeze f WHERE f.account=a.id AND f.until>?1) "
      "ORDER BY e.due LIMIT ?3",
      now, number_of(AsideKind::swapped_out), std::uint64_t{most});
  while (TRY(select.next())) {
    due.push_back({.account = select.fixed<16>(0),
                   .login = select.text(1),
                   .row = {.requested = select.integer(2), .due = select.integer(3)},
                   .mail_is_stopped = select.integer(4) != 0});
  }
  return due;
}

Status erase_account(Database& database, const LastRites& rites) {
  {
    Statement select =
        database.prepare("SELECT 1 FROM erasure WHERE account=? AND requested=? AND is_cancelled=0",
                         rites.erasure.account, rites.erasure.row.requested);
    if (!TRY(select.next())) return Fault::conflict;
  }
  const wire::AccountId& account = rites.erasure.account;
  if (TRY(keeps_aside(database, account, rites.now))) return Fault::conflict;
  if (TRY(is_frozen(database, account, rites.now))) return Fault::conflict;
  TRY(erase_rows(database, rites.erasure));
  for (const Sha256& name : rites.budgets) {
    TRY(database.run("DELETE FROM budget WHERE key=?", name));
    TRY(database.run("DELETE FROM mail_limit WHERE key=?", name));
  }
  TRY(database.run("DELETE FROM outbox WHERE whom=?", rites.whom));
  if (rites.suppressed) {
    TRY(database.run("INSERT INTO suppression(hmac) VALUES(?) ON CONFLICT DO NOTHING", *rites.suppressed));
  }
  return put_mail(database, rites.farewell);
}

Result<std::vector<DueReminder>> find_due_reminders(Database& database, Milliseconds now, std::size_t most) {
  constexpr Milliseconds kMonth = 2'629'746 * kSecond;  // of the mean Gregorian year
  std::vector<DueReminder> due;
  Statement select = database.prepare(
      "SELECT a.id, a.login, c.version FROM account a JOIN credential c ON c.account=a.id "
      "WHERE a.remind_months>0 AND a.reminded_version<>c.version AND c.updated+a.remind_months*?<=? LIMIT ?",
      kMonth, now, std::uint64_t{most});
  while (TRY(select.next())) due.push_back({select.fixed<16>(0), select.text(1), select.small(2)});
  return due;
}

// Neither if the password was changed in between, nor if no reminder is wanted any more.
Status remind(Database& database, const DueReminder& reminder, const SealedMail& mail) {
  TRY(database.run(
      "UPDATE account SET reminded_version=?1 WHERE id=?2 AND remind_months>0 AND reminded_version<>?1 "
      "AND EXISTS(SELECT 1 FROM credential c WHERE c.account=account.id AND c.version=?1)",
      std::uint64_t{reminder.credential_version}, reminder.account));
  if (database.changes() == 0) return Done{};
  return put_mail(database, mail);
}

}  // namespace portal::server::verbs
