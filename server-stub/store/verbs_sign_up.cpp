#include "server-stub/store/verbs.h"

namespace portal::server::verbs {
namespace {

Status insert_account(Database& database, const std::string& login, const wire::AccountId& id,
                      const Fixed<16>& log_id, const NewAccount& account) {
  TRY(database.run("INSERT INTO account(id, login, created, log_id, amk_version) VALUES(?, ?, ?, ?, 1)", id,
                   login, account.now, log_id));
  TRY(database.run(
      "INSERT INTO credential(account, setup_id, version, record, profile, updated) VALUES(?, 1, 1, ?, ?, ?)",
      id, account.record, std::uint64_t{account.profile}, account.now));
  TRY(database.run("INSERT INTO keywrap(account, type, version, blob) VALUES(?, 1, 1, ?), (?, 2, 1, ?)", id,
                   account.wrap, id, account.recovery_wrap));
  TRY(database.run("INSERT INTO recovery(account, version, key) VALUES(?, 1, ?)", id, account.recovery_key));
  return database.run("INSERT INTO ownerkey(account, amk_version, key) VALUES(?, 1, ?)", id,
                      account.owner_key);
}

}  // namespace

Status request_sign_up(Database& database, const SignUpRequest& request) {
  const bool paid = TRY(charge(database, request.charges, request.now)).milliseconds == 0;
  const bool mailed = paid && TRY(may_mail(database, request.limit));
  bool is_taken = false;
  {
    Statement select = database.prepare("SELECT 1 FROM account WHERE login=?", request.login);
    is_taken = TRY(select.next());
  }
  if (!mailed) return Done{};
  if (is_taken) return put_mail(database, request.already_registered);
  TRY(database.run("INSERT INTO mailtoken(hash, login, expires) VALUES(?, ?, ?)", request.token_hash,
                   request.login, request.expires));
  return put_mail(database, request.link);
}

Result<std::string> find_link(Database& database, const wire::Hash& token_hash, Milliseconds now) {
  Statement select = database.prepare(
      "SELECT login FROM mailtoken WHERE hash=? AND used_by IS NULL AND expires>?", token_hash, now);
  if (!TRY(select.next())) return Fault::not_found;
  return select.text(0);
}

Result<StartedLink> start_sign_up(Database& database, const LinkStart& start) {
  Statement update = database.prepare(
      "UPDATE mailtoken SET evaluations=evaluations+1, account=coalesce(account, ?), "
      "log_id=coalesce(log_id, ?) "
      "WHERE hash=? AND used_by IS NULL AND expires>? AND evaluations<? RETURNING login, account",
      start.fresh_account, start.fresh_log, start.token_hash, start.now,
      std::uint64_t{start.most_evaluations});
  if (!TRY(update.next())) return Fault::not_found;
  return StartedLink{update.text(0), update.fixed<16>(1)};
}

Status finish_sign_up(Database& database, const NewAccount& account) {
  std::string login;
  wire::AccountId id;
  Fixed<16> log_id;
  {
    Statement select =
        database.prepare("SELECT login, account, log_id, used_by FROM mailtoken WHERE hash=? AND expires>?",
                         account.token_hash, account.now);
    if (!TRY(select.next())) return Fault::not_found;
    if (!select.is_null(3)) {
      if (select.fixed<32>(3) == account.body_hash) return Done{};
      return Fault::not_found;
    }
    if (select.is_null(1)) return Fault::conflict;  // never started: no record can be for this account
    login = select.text(0);
    id = select.fixed<16>(1);
    log_id = select.fixed<16>(2);
  }
  TRY(insert_account(database, login, id, log_id, account));
  TRY(append_log(database, id, account.created));
  TRY(remember_device(database, login, account.known));
  TRY(database.run("DELETE FROM mailtoken WHERE login=? AND hash<>?", login, account.token_hash));
  return database.run("UPDATE mailtoken SET used_by=?, expires=? WHERE hash=?", account.body_hash,
                      account.now + kDay, account.token_hash);
}

}  // namespace portal::server::verbs
