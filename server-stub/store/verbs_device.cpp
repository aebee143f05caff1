#include "server-stub/store/verbs.h"

namespace portal::server::verbs {
namespace {

Result<bool> password_is_fresh(Database& database, const UsedSession& session) {
  Statement select = database.prepare(
      "SELECT 1 FROM session s WHERE s.sid=?1 AND ((s.scope=?2 AND s.created+?3>?4) OR EXISTS "
      "(SELECT 1 FROM stepup u WHERE u.sid=s.sid AND u.operation=?5 AND u.until>?4))",
      session.sid, static_cast<std::uint64_t>(wire::Scope::full), kPasswordIsFresh, session.now,
      static_cast<std::uint64_t>(wire::Operation::device));
  return select.next();
}

}  // namespace

Result<EnrolledDevice> enrol_device(Database& database, const UsedSession& session, const NewDevice& device) {
  {
    Statement select = database.prepare(
        "SELECT d.share, d.expires FROM device d JOIN session s ON s.device_token=d.token_hash "
        "WHERE d.token_hash=? AND s.sid=?",
        device.token_hash, session.sid);
    if (TRY(select.next())) return EnrolledDevice{select.fixed<32>(0), select.integer(1)};
  }
  if (!TRY(password_is_fresh(database, session))) return Fault::step_up_needed;
  {
    Statement select = database.prepare("SELECT 1 FROM device WHERE token_hash=?", device.token_hash);
    if (TRY(select.next())) return Fault::conflict;
  }
  TRY(database.run("DELETE FROM device WHERE token_hash=(SELECT device_token FROM session WHERE sid=?)",
                   session.sid));
  TRY(database.run(
      "INSERT INTO device(token_hash, account, share, expires, created, name) "
      "SELECT ?, ?, ?, ?, ?, device FROM session WHERE sid=?",
      device.token_hash, session.account, device.share, device.expires, session.now, session.sid));
  TRY(database.run("UPDATE session SET device_token=? WHERE sid=?", device.token_hash, session.sid));
  return EnrolledDevice{device.share, device.expires};
}

Result<wire::AccountId> find_device(Database& database, const wire::Hash& token_hash, Milliseconds now) {
  Statement select =
      database.prepare("SELECT account FROM device WHERE token_hash=? AND expires>?", token_hash, now);
  if (!TRY(select.next())) return Fault::not_found;
  return select.fixed<16>(0);
}

Result<UnlockedDevice> unlock_device(Database& database, const DeviceSession& session) {
  UnlockedDevice unlocked{};
  std::optional<std::uint64_t> before;
  {
    Statement select = database.prepare(
        "SELECT d.share, c.version, a.amk_version, r.version, a.signed_in FROM device d "
        "JOIN account a ON a.id=d.account JOIN credential c ON c.account=a.id "
        "JOIN recovery r ON r.account=a.id WHERE d.token_hash=? AND d.account=? AND d.expires>?",
        session.token_hash, session.account, session.now);
    if (!TRY(select.next())) return Fault::not_found;
    unlocked.share = select.fixed<32>(0);
    unlocked.credential_version = select.small(1);
    unlocked.amk_version = select.small(2);
    unlocked.recovery_version = select.small(3);
    before = select.maybe_integer(4);
  }
  if (session.charge) unlocked.wait = TRY(charge(database, {*session.charge}, session.now));
  if (unlocked.wait.milliseconds > 0) return unlocked;
  TRY(database.run(
      "INSERT INTO session(sid, account, credential_version, epoch, sealed_key, scope, signed_in_before, "
      "created, seen, device_token, device) SELECT ?1, ?2, ?3, epoch, ?4, ?5, ?6, ?7, ?7, ?8, "
      "(SELECT name FROM device WHERE token_hash=?8) FROM setup",
      session.sid, session.account, std::uint64_t{unlocked.credential_version}, session.sealed_key,
      static_cast<std::uint64_t>(wire::Scope::device), before, session.now, session.token_hash));
  TRY(drop_reset(database, session.account));
  TRY(database.run("UPDATE account SET signed_in=? WHERE id=?", session.now, session.account));
  TRY(append_log(database, session.account, session.signed_in));
  return unlocked;
}

Status forget_devices(Database& database, const wire::AccountId& account) {
  return database.run("DELETE FROM device WHERE account=?", account);
}

}  // namespace portal::server::verbs
