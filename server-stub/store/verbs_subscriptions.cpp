#include <algorithm>

#include "server-stub/store/verbs.h"

namespace portal::server::verbs {
namespace {

std::uint64_t number_of(auto value) {
  return static_cast<std::uint64_t>(value);
}

std::optional<MailStop> stop_of(const Statement& row, int first) {
  if (row.is_null(first)) return std::nullopt;
  return MailStop{row.integer(first), static_cast<wire::Channel>(row.small(first + 1))};
}

SubscriptionRow subscription_of(const Statement& row, int first, std::string list, wire::Purpose purpose) {
  return {.list = std::move(list),
          .purpose = purpose,
          .on = row.integer(first) != 0,
          .since = row.integer(first + 1),
          .channel = static_cast<wire::Channel>(row.small(first + 2))};
}

// From here until the next change, `undo` takes back what happens now.
Status begin_undo(Database& database, const UsedSession& session, const Fixed<16>& undo) {
  TRY(database.run("UPDATE account SET mail_revision=mail_revision+1 WHERE id=?", session.account));
  TRY(database.run("DELETE FROM undo_subscription WHERE account=?", session.account));
  return database.run(
      "INSERT OR REPLACE INTO undo(account, id, revision, mail_stopped, mail_stopped_channel) "
      "SELECT id, ?, mail_revision, mail_stopped, mail_stopped_channel FROM account WHERE id=?",
      undo, session.account);
}

// A repeated switch, because its answer was lost, gets the undo of the first.
Result<std::optional<Fixed<16>>> find_undo_of(Database& database, const UsedSession& session,
                                              const SubscriptionChange::Switch& set) {
  Statement select = database.prepare(
      "SELECT u.id FROM undo u JOIN account a ON a.id=u.account AND a.mail_revision=u.revision "
      "JOIN undo_subscription s ON s.account=u.account AND s.list=? AND s.purpose=? "
      "WHERE u.account=? AND u.is_undone=0",
      set.list, number_of(set.purpose), session.account);
  if (!TRY(select.next())) return std::optional<Fixed<16>>{};
  return std::optional<Fixed<16>>(select.fixed<16>(0));
}

Status set_switch(Database& database, const UsedSession& session, const SubscriptionChange& change) {
  const auto& set = *change.set;
  TRY(
      database.run("INSERT INTO undo_subscription(account, list, purpose, is_on, since, channel) "
                   "SELECT n.account, n.list, n.purpose, s.is_on, s.since, s.channel "
                   "FROM (SELECT ? AS account, ? AS list, ? AS purpose) n LEFT JOIN subscription s "
                   "ON s.account=n.account AND s.list=n.list AND s.purpose=n.purpose",
                   session.account, set.list, number_of(set.purpose)));
  if (set.on) {
    TRY(database.run("UPDATE account SET mail_stopped=NULL, mail_stopped_channel=NULL WHERE id=?",
                     session.account));
  }
  return database.run(
      "INSERT OR REPLACE INTO subscription(account, list, purpose, is_on, since, channel) "
      "VALUES(?, ?, ?, ?, ?, ?)",
      session.account, set.list, number_of(set.purpose), number_of(set.on), session.now,
      number_of(change.channel));
}

Status stop_all(Database& database, const UsedSession& session, wire::Channel channel) {
  TRY(database.run(
      "INSERT INTO undo_subscription(account, list, purpose, is_on, since, channel) "
      "SELECT account, list, purpose, is_on, since, channel FROM subscription WHERE account=? AND is_on=1",
      session.account));
  TRY(database.run("UPDATE subscription SET is_on=0, since=?, channel=? WHERE account=? AND is_on=1",
                   session.now, number_of(channel), session.account));
  return database.run("UPDATE account SET mail_stopped=?, mail_stopped_channel=? WHERE id=?", session.now,
                      number_of(channel), session.account);
}

bool changes_nothing(const SubscriptionRows& rows, const SubscriptionChange& change) {
  const auto is_on = [](const SubscriptionRow& row) { return row.on; };
  if (!change.set) return rows.stopped && std::none_of(rows.rows.begin(), rows.rows.end(), is_on);
  const auto row = std::find_if(rows.rows.begin(), rows.rows.end(), [&](const SubscriptionRow& each) {
    return each.list == change.set->list && each.purpose == change.set->purpose;
  });
  return (row != rows.rows.end() && row->on) == change.set->on;
}

}  // namespace

Result<SubscriptionRows> show_subscriptions(Database& database, const UsedSession& session) {
  SubscriptionRows shown;
  {
    Statement select = database.prepare("SELECT mail_stopped, mail_stopped_channel FROM account WHERE id=?",
                                        session.account);
    if (!TRY(select.next())) return Fault::unavailable;
    shown.stopped = stop_of(select, 0);
  }
  Statement select = database.prepare(
      "SELECT list, purpose, is_on, since, channel FROM subscription WHERE account=?", session.account);
  while (TRY(select.next())) {
    shown.rows.push_back(
        subscription_of(select, 2, select.text(0), static_cast<wire::Purpose>(select.small(1))));
  }
  return shown;
}

Result<SubscriptionRows> change_subscriptions(Database& database, const UsedSession& session,
                                              const SubscriptionChange& change) {
  SubscriptionRows before = TRY(show_subscriptions(database, session));
  if (changes_nothing(before, change)) {
    if (change.set) before.undo = TRY(find_undo_of(database, session, *change.set));
    return before;
  }
  TRY(begin_undo(database, session, change.undo));
  TRY(change.set ? set_switch(database, session, change) : stop_all(database, session, change.channel));
  TRY(append_log(database, session.account, change.changed));
  if (change.notice && TRY(may_mail(database, change.notice->limit))) {
    TRY(put_mail(database, change.notice->mail));
  }
  SubscriptionRows after = TRY(show_subscriptions(database, session));
  after.undo = change.undo;
  return after;
}

Result<SubscriptionRows> undo_subscriptions(Database& database, const UsedSession& session,
                                            const Fixed<16>& undo, const LogDraft& undone) {
  {
    Statement select = database.prepare(
        "SELECT u.id, u.is_undone, u.revision=a.mail_revision FROM undo u JOIN account a ON a.id=u.account "
        "WHERE u.account=?",
        session.account);
    if (!TRY(select.next())) return Fault::not_found;
    if (select.fixed<16>(0) != undo || select.integer(2) == 0) return Fault::conflict;
    if (select.integer(1) != 0) return show_subscriptions(database, session);
  }
  TRY(database.run(
      "UPDATE account SET mail_revision=mail_revision+1, mail_stopped=u.mail_stopped, "
      "mail_stopped_channel=u.mail_stopped_channel FROM undo u WHERE u.account=account.id AND account.id=?",
      session.account));
  TRY(database.run("UPDATE undo SET is_undone=1, revision=revision+1 WHERE account=?", session.account));
  TRY(
      database.run("DELETE FROM subscription WHERE account=? AND (list, purpose) IN "
                   "(SELECT list, purpose FROM undo_subscription u WHERE u.account=subscription.account)",
                   session.account));
  TRY(
      database.run("INSERT INTO subscription(account, list, purpose, is_on, since, channel) "
                   "SELECT account, list, purpose, is_on, since, channel FROM undo_subscription "
                   "WHERE account=? AND is_on IS NOT NULL",
                   session.account));
  TRY(append_log(database, session.account, undone));
  return show_subscriptions(database, session);
}

Result<std::vector<MailWish>> find_mail_wishes(Database& database, const std::string& list,
                                               wire::Purpose purpose,
                                               const std::vector<std::string>& logins) {
  std::vector<MailWish> wishes;
  wishes.reserve(logins.size());
  for (const std::string& login : logins) {
    Statement select = database.prepare(
        "SELECT a.mail_stopped, a.mail_stopped_channel, s.is_on, s.since, s.channel FROM account a "
        "LEFT JOIN subscription s ON s.account=a.id AND s.list=? AND s.purpose=? WHERE a.login=?",
        list, number_of(purpose), login);
    MailWish wish;
    if (TRY(select.next())) {
      wish.has_account = true;
      wish.stopped = stop_of(select, 0);
      if (!select.is_null(2)) wish.row = subscription_of(select, 2, list, purpose);
    }
    wishes.push_back(std::move(wish));
  }
  return wishes;
}

}  // namespace portal::server::verbs
