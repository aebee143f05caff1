// The list of sessions, as one of them sees and changes it.
#include "server-stub/store/verbs.h"

namespace portal::server::verbs {
namespace {

Result<std::vector<KeptDeviceRow>> kept_devices(Database& database, const UsedSession& session) {
  std::vector<KeptDeviceRow> devices;
  Statement select = database.prepare(
      "SELECT d.token_hash, d.name, d.created, d.expires FROM device d WHERE d.account=?1 AND d.expires>?2 "
      "AND NOT EXISTS (SELECT 1 FROM session s JOIN setup ON setup.epoch=s.epoch WHERE "
      "s.device_token=d.token_hash AND s.account=?1 AND s.credential_version=?3 AND s.seen+?4>?2 AND "
      "s.created+?5>?2) ORDER BY d.created DESC, d.token_hash",
      session.account, session.now, std::uint64_t{session.credential_version}, kSessionIdle, kSessionLongest);
  while (TRY(select.next())) {
    devices.push_back({.token_hash = select.fixed<32>(0),
                       .device = select.text(1),
                       .created = select.integer(2),
                       .expires = select.integer(3)});
  }
  return devices;
}

// What is ended without that a session ends with it.
Result<std::uint64_t> count_devices_alone(Database& database, const UsedSession& session) {
  Statement select = database.prepare(
      "SELECT count(*) FROM device d WHERE d.account=? AND d.expires>? AND NOT EXISTS "
      "(SELECT 1 FROM session s WHERE s.device_token=d.token_hash)",
      session.account, session.now);
  if (!TRY(select.next())) return Fault::unavailable;
  return select.integer(0);
}

}  // namespace

Result<SessionRows> show_sessions(Database& database, const UsedSession& session) {
  SessionRows shown{};
  {
    Statement select = database.prepare("SELECT mails_new_device FROM account WHERE id=?", session.account);
    if (!TRY(select.next())) return Fault::unavailable;
    shown.mails_new_device = select.integer(0) != 0;
  }
  shown.devices = TRY(kept_devices(database, session));
  Statement select = database.prepare(
      "SELECT s.sid, s.device, s.created, s.seen, s.scope FROM session s JOIN setup ON setup.epoch=s.epoch "
      "WHERE s.account=? AND s.credential_version=? AND s.seen+?>? AND s.created+?>? "
      "ORDER BY s.created DESC, s.sid",
      session.account, std::uint64_t{session.credential_version}, kSessionIdle, session.now, kSessionLongest,
      session.now);
  while (TRY(select.next())) {
    shown.rows.push_back({.sid = select.fixed<16>(0),
                          .device = select.text(1),
                          .created = select.integer(2),
                          .seen = select.integer(3),
                          .scope = static_cast<wire::Scope>(select.small(4))});
  }
  return shown;
}

Result<SessionRows> end_other_session(Database& database, const UsedSession& session,
                                      const wire::SessionId& sid, const LogDraft& ended) {
  TRY(
      database.run("DELETE FROM device WHERE token_hash=(SELECT device_token FROM session "
                   "WHERE sid=? AND account=? AND sid<>?)",
                   sid, session.account, session.sid));
  TRY(database.run("DELETE FROM session WHERE sid=? AND account=? AND sid<>?", sid, session.account,
                   session.sid));
  if (database.changes() > 0) TRY(append_log(database, session.account, ended));
  return show_sessions(database, session);
}

// Its sessions end with it: one may have begun since the list was shown.
Result<SessionRows> end_device(Database& database, const UsedSession& session, const wire::Hash& token_hash,
                               const LogDraft& ended) {
  TRY(database.run("DELETE FROM session WHERE device_token=? AND account=? AND sid<>?", token_hash,
                   session.account, session.sid));
  const bool has_session = database.changes() > 0;
  TRY(database.run("DELETE FROM device WHERE token_hash=? AND account=?", token_hash, session.account));
  if (has_session || database.changes() > 0) TRY(append_log(database, session.account, ended));
  return show_sessions(database, session);
}

Result<SessionRows> end_other_sessions(Database& database, const UsedSession& session,
                                       const LogDraft& ended) {
  const std::uint64_t devices = TRY(count_devices_alone(database, session));
  TRY(
      database.run("DELETE FROM device WHERE account=? AND token_hash IS NOT (SELECT device_token FROM "
                   "session WHERE sid=?)",
                   session.account, session.sid));
  TRY(database.run("DELETE FROM session WHERE account=? AND sid<>?", session.account, session.sid));
  const std::uint64_t count = database.changes() + devices;
  TRY(database.run("DELETE FROM pending_login WHERE account=?", session.account));
  TRY(database.run("DELETE FROM known WHERE login=?", session.login));
  if (count > 0) {
    LogDraft counted = ended;
    counted.data["count"] = count;
    TRY(append_log(database, session.account, std::move(counted)));
  }
  return show_sessions(database, session);
}

Result<SessionRows> name_device(Database& database, const UsedSession& session, const std::string& device) {
  TRY(database.run("UPDATE session SET device=? WHERE sid=?", device, session.sid));
  TRY(database.run("UPDATE device SET name=? WHERE token_hash=(SELECT device_token FROM session WHERE sid=?)",
                   device, session.sid));
  return show_sessions(database, session);
}

Result<SessionRows> choose_new_device_mail(Database& database, const UsedSession& session, bool on) {
  TRY(database.run("UPDATE account SET mails_new_device=? WHERE id=?", std::uint64_t{on ? 1u : 0u},
                   session.account));
  return show_sessions(database, session);
}

}  // namespace portal::server::verbs
