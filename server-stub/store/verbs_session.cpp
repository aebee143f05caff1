#include "server-stub/store/verbs.h"

namespace portal::server::verbs {
namespace {

// PROTOCOL.md, "Sessions": accepted if > high − 64 and not marked. Bit i of the window stands for high − i.
struct Marks {
  std::uint64_t high;
  std::uint64_t window;

  bool take(std::uint64_t sequence) {
    if (sequence > high) {
      const std::uint64_t by = sequence - high;
      window = by < 64 ? window << by : 0;
      high = sequence;
    }
    const std::uint64_t back = high - sequence;
    if (back >= 64 || (window >> back & 1) != 0) return false;
    window |= std::uint64_t{1} << back;
    return true;
  }
};

}  // namespace

Result<SessionRow> find_session(Database& database, const wire::SessionId& sid, Milliseconds now) {
  Statement select = database.prepare(
      "SELECT s.account, s.scope, s.sealed_key, s.created, a.login, c.version, c.record, a.amk_version, "
      "o.key "
      "FROM session s JOIN account a ON a.id=s.account "
      "JOIN credential c ON c.account=a.id AND c.version=s.credential_version "
      "JOIN ownerkey o ON o.account=a.id AND o.amk_version=a.amk_version "
      "JOIN setup ON setup.epoch=s.epoch WHERE s.sid=? AND s.seen+?>? AND s.created+?>?",
      sid, kSessionIdle, now, kSessionLongest, now);
  if (!TRY(select.next())) return Fault::session_ended;
  return SessionRow{.sid = sid,
                    .account = select.fixed<16>(0),
                    .scope = static_cast<wire::Scope>(select.small(1)),
                    .sealed_key = select.blob(2),
                    .created = select.integer(3),
                    .login = select.text(4),
                    .credential_version = select.small(5),
                    .record = select.fixed<192>(6),
                    .amk_version = select.small(7),
                    .owner_key = select.fixed<32>(8)};
}

Result<UsedSession> use_session(Database& database, const SessionUse& use) {
  UsedSession session{.sid = use.sid, .account = {}, .login = {}, .credential_version = 0, .now = use.now};
  Marks marks{};
  bool is_embedded = false;
  {
    Statement select = database.prepare(
        "SELECT s.account, a.login, s.credential_version, s.seq_high, s.seq_window, s.scope FROM session s "
        "JOIN account a ON a.id=s.account "
        "JOIN credential c ON c.account=a.id AND c.version=s.credential_version "
        "JOIN setup ON setup.epoch=s.epoch WHERE s.sid=? AND s.seen+?>? AND s.created+?>?",
        use.sid, kSessionIdle, use.now, kSessionLongest, use.now);
    if (!TRY(select.next())) return Fault::session_ended;
    session.account = select.fixed<16>(0);
    session.login = select.text(1);
    session.credential_version = select.small(2);
    marks = {.high = select.integer(3), .window = select.integer(4)};
    is_embedded = static_cast<wire::Scope>(select.small(5)) == wire::Scope::embedded;
  }
  if (!marks.take(use.sequence)) return Fault::session_ended;
  TRY(database.run("UPDATE session SET seq_high=?, seq_window=?, seen=max(seen, ?) WHERE sid=?", marks.high,
                   marks.window, use.now, use.sid));
  if (is_embedded) TRY(close_pair(database, use.sid));
  return session;
}

Status end_session(Database& database, const UsedSession& session, const LogDraft& ended) {
  TRY(database.run("DELETE FROM device WHERE token_hash=(SELECT device_token FROM session WHERE sid=?)",
                   session.sid));
  TRY(database.run("DELETE FROM session WHERE sid=?", session.sid));
  return append_log(database, session.account, ended);
}

Result<AccountRow> show_account(Database& database, const UsedSession& session) {
  Statement select = database.prepare(
      "SELECT a.login, a.created, c.updated, a.remind_months, s.created, s.signed_in_before, "
      "(SELECT count(*) FROM session o WHERE o.account=a.id AND o.credential_version=c.version "
      "AND o.epoch=s.epoch AND o.seen+?1>?2 AND o.created+?3>?2), "
      "(SELECT e.due FROM erasure e WHERE e.account=a.id AND e.is_cancelled=0), "
      "(SELECT max(r.until) FROM aside r WHERE r.account=a.id AND r.until>?2 AND r.kind=?5), "
      "(SELECT max(r.until) FROM aside r WHERE r.account=a.id AND r.until>?2 AND r.kind=?6), "
      "(SELECT w.due FROM reset w WHERE w.account=a.id AND w.is_cancelled=0 AND w.used_by IS NULL "
      "AND (w.ready_until IS NULL OR w.ready_until>?2)) "
      "FROM session s JOIN account a ON a.id=s.account JOIN credential c ON c.account=a.id WHERE s.sid=?4",
      kSessionIdle, session.now, kSessionLongest, session.sid, number_of(AsideKind::recovery),
      number_of(AsideKind::reset));
  if (!TRY(select.next())) return Fault::unavailable;
  return AccountRow{.login = select.text(0),
                    .created = select.integer(1),
                    .password_changed = select.integer(2),
                    .remind_months = select.small(3),
                    .signed_in = select.integer(4),
                    .signed_in_before = select.maybe_integer(5),
                    .sessions = select.small(6),
                    .erase_due = select.maybe_integer(7),
                    .recovered_until = select.maybe_integer(8),
                    .vault_kept_until = select.maybe_integer(9),
                    .reset_due = select.maybe_integer(10)};
}

Status set_reminder(Database& database, const UsedSession& session, std::uint32_t months) {
  return database.run("UPDATE account SET remind_months=? WHERE id=?", std::uint64_t{months},
                      session.account);
}

}  // namespace portal::server::verbs
