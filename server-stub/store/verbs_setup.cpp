#include "server-stub/store/verbs.h"

namespace portal::server::verbs {
namespace {

Status log_failed_logins(Database& database, Milliseconds now, Random& random) {
  struct Failed {
    wire::AccountId account;
    std::uint64_t hour;
    std::uint64_t count;
  };
  std::vector<Failed> failed;
  {
    Statement select = database.prepare(
        "SELECT account, hour, count FROM failed_login WHERE hour<? AND account IN (SELECT id FROM account)",
        now / kHour);
    while (TRY(select.next())) failed.push_back({select.fixed<16>(0), select.integer(1), select.integer(2)});
  }
  for (const Failed& each : failed) {
    LogDraft draft{.entry = {.actor = "system",
                             .type = LogType::login_failed,
                             .sequence = 0,
                             .milliseconds = now,
                             .salt = {}},
                   .data = {{"count", each.count}, {"from", each.hour * (kHour / kSecond)}}};
    random.fill(draft.entry.salt);
    TRY(append_log(database, each.account, std::move(draft)));
  }
  return database.run("DELETE FROM failed_login WHERE hour<?", now / kHour);
}

// With a vault goes what is in it.
Status forget_what_was_aside(Database& database, Milliseconds now) {
  TRY(database.run("DELETE FROM aside WHERE until<=?", now));
  const std::string lost = "aside IS NOT NULL AND aside NOT IN (SELECT sid FROM aside)";
  for (const std::string table : {"record", "ckey"}) {
    const std::string sql = "DELETE FROM " + table +
                            " WHERE (account, collection) IN (SELECT account, id FROM collection WHERE " +
                            lost + ")";
    TRY(database.execute(sql.c_str()));
  }
  return database.execute(("DELETE FROM collection WHERE " + lost).c_str());
}

}  // namespace

Status set_up(Database& database, const std::string& realm) {
  TRY(database.run("INSERT INTO setup(one, realm, epoch) VALUES(1, ?, 1) ON CONFLICT DO NOTHING", realm));
  Statement select = database.prepare("SELECT realm FROM setup");
  if (!TRY(select.next())) return Fault::unavailable;
  if (select.text(0) != realm) return Fault::conflict;
  return Done{};
}

Result<Fixed<32>> bytes_of_day(Database& database, std::uint64_t day, const Fixed<32>& fresh) {
  TRY(database.run("INSERT INTO day(day, bytes) VALUES(?, ?) ON CONFLICT DO NOTHING", day, fresh));
  if (database.changes() == 1) {
    TRY(database.run("DELETE FROM day WHERE day<>?", day));
    TRY(database.run("DELETE FROM budget WHERE day<>?", day));
  }
  Statement select = database.prepare("SELECT bytes FROM day WHERE day=?", day);
  if (!TRY(select.next())) return Fault::unavailable;
  return select.fixed<32>(0);
}

Status tidy(Database& database, Milliseconds now, Random& random) {
  TRY(log_failed_logins(database, now, random));
  TRY(database.run("DELETE FROM mailtoken WHERE expires<=?", now));
  TRY(tidy_pairs(database, now));
  TRY(database.run("DELETE FROM challenge WHERE expires<=?", now));
  TRY(forget_what_was_aside(database, now));
  TRY(database.run("DELETE FROM reset_link WHERE expires<=?", now));
  TRY(database.run("DELETE FROM reset WHERE ready_until<=?1 OR (is_cancelled=1 AND due<=?1)", now));
  TRY(database.run("DELETE FROM disowning WHERE expires<=?", now));
  TRY(database.run("DELETE FROM freeze WHERE until<=?", now));
  TRY(database.run("DELETE FROM pending_login WHERE expires<=?", now));
  TRY(database.run("DELETE FROM stepup_attempt WHERE expires<=?", now));
  TRY(database.run("DELETE FROM stepup WHERE until<=?", now));
  TRY(database.run("DELETE FROM device WHERE expires<=?", now));
  TRY(database.run("DELETE FROM known WHERE expires<=?", now));
  TRY(database.run("DELETE FROM change WHERE kept_until<=?", now));
  TRY(database.run("DELETE FROM record_write WHERE made+?<=?", kWritesKnown, now));
  TRY(database.run("DELETE FROM budget WHERE full_at<=?", now));
  TRY(database.run("DELETE FROM mail_limit WHERE day<?", now / kDay));
  TRY(database.run("DELETE FROM erasure WHERE is_cancelled=1 AND due<=?", now));
  TRY(database.run("DELETE FROM day WHERE day<?", now / kDay));
  TRY(database.run("DELETE FROM budget WHERE day<?", now / kDay));
  return database.run(
      "DELETE FROM session WHERE seen+?<=? OR created+?<=? OR epoch<>(SELECT epoch FROM setup)", kSessionIdle,
      now, kSessionLongest, now);
}

Status append_log(Database& database, const wire::AccountId& account, LogDraft draft) {
  Bytes log_id;
  {
    Statement update = database.prepare(
        "UPDATE account SET log_size=log_size+1 WHERE id=? RETURNING log_id, log_size-1", account);
    if (!TRY(update.next())) return Fault::unavailable;
    log_id = update.blob(0);
    draft.entry.sequence = update.integer(1);
  }
  const Bytes entry = print_entry(draft.entry, draft.data);
  return database.run("INSERT INTO log(log_id, seq, entry, leaf) VALUES(?, ?, ?, ?)", log_id,
                      draft.entry.sequence, entry, leaf_hash(entry));
}

Status remember_device(Database& database, const std::string& login,
                       const std::optional<KnownDevice>& known) {
  if (!known) return Done{};
  return database.run(
      "INSERT INTO known(token_hash, login, expires) VALUES(?, ?, ?) "
      "ON CONFLICT DO UPDATE SET login=excluded.login, expires=excluded.expires",
      known->token_hash, login, known->expires);
}

Status put_mail(Database& database, const SealedMail& mail) {
  return database.run("INSERT INTO outbox(id, made, sealed, whom) VALUES(?, ?, ?, ?)", mail.id, mail.made,
                      mail.sealed, mail.whom);
}

Result<bool> may_mail(Database& database, const std::optional<MailLimit>& limit) {
  if (!limit) return true;
  Statement count = database.prepare(
      "INSERT INTO mail_limit(key, day, count) VALUES(?, ?, 1) ON CONFLICT DO UPDATE SET "
      "count=CASE WHEN day=excluded.day THEN count+1 ELSE 1 END, day=excluded.day RETURNING count",
      limit->key, limit->day);
  if (!TRY(count.next())) return Fault::unavailable;
  return count.integer(0) <= limit->most;
}

Result<std::vector<SealedMail>> take_outbox(Database& database, std::size_t most) {
  std::vector<SealedMail> mails;
  Statement select =
      database.prepare("SELECT id, made, sealed FROM outbox ORDER BY made LIMIT ?", std::uint64_t{most});
  while (TRY(select.next())) mails.push_back({select.integer(0), select.integer(1), select.blob(2), {}});
  return mails;
}

Status forget_mail(Database& database, std::uint64_t id) {
  return database.run("DELETE FROM outbox WHERE id=?", id);
}

}  // namespace portal::server::verbs
