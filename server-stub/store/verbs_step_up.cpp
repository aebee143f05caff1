#include "server-stub/store/verbs.h"

namespace portal::server::verbs {
namespace {

struct Ended {
  wire::Operation operation;
  std::optional<Sha256> charge;
  Milliseconds interval;
};

Result<Ended> end_attempt(Database& database, const UsedSession& session, const wire::AttemptId& id) {
  Statement erase = database.prepare(
      "DELETE FROM stepup_attempt WHERE sid=? AND id=? AND expires>? RETURNING operation, charge, interval",
      session.sid, id, session.now);
  if (!TRY(erase.next())) return Fault::unauthenticated;
  Ended ended{static_cast<wire::Operation>(erase.small(0)), {}, erase.integer(2)};
  if (!erase.is_null(1)) ended.charge = erase.fixed<32>(1);
  return ended;
}

}  // namespace

Result<Wait> begin_step_up(Database& database, const UsedSession& session, const NewStepUpAttempt& attempt) {
  if (attempt.charge) {
    const Wait wait = TRY(charge(database, {*attempt.charge}, session.now));
    if (wait.milliseconds > 0) return wait;
  }
  TRY(database.run(
      "INSERT OR REPLACE INTO stepup_attempt(sid, id, operation, sealed_state, charge, interval, expires) "
      "VALUES(?, ?, ?, ?, ?, ?, ?)",
      session.sid, attempt.attempt.id, static_cast<std::uint64_t>(attempt.attempt.operation),
      attempt.attempt.sealed_state,
      attempt.charge ? std::optional<Sha256>(attempt.charge->key) : std::nullopt,
      attempt.charge ? attempt.charge->interval : 0, attempt.expires));
  return Wait{};
}

Result<StepUpAttempt> find_step_up(Database& database, const wire::SessionId& sid, const wire::AttemptId& id,
                                   Milliseconds now) {
  Statement select = database.prepare(
      "SELECT operation, sealed_state FROM stepup_attempt WHERE sid=? AND id=? AND expires>?", sid, id, now);
  if (!TRY(select.next())) return Fault::unauthenticated;
  return StepUpAttempt{
      .id = id, .operation = static_cast<wire::Operation>(select.small(0)), .sealed_state = select.blob(1)};
}

Result<SessionFate> fail_step_up(Database& database, const UsedSession& session, const wire::AttemptId& id,
                                 std::uint32_t most_in_a_row, const LogDraft& ended) {
  TRY(end_attempt(database, session, id));
  std::uint64_t wrong = 0;
  {
    Statement update = database.prepare(
        "UPDATE session SET wrong_in_a_row=wrong_in_a_row+1 WHERE sid=? RETURNING wrong_in_a_row",
        session.sid);
    if (!TRY(update.next())) return Fault::unavailable;
    wrong = update.integer(0);
  }
  TRY(
      database.run("INSERT INTO failed_login(account, hour, count) VALUES(?, ?, 1) "
                   "ON CONFLICT DO UPDATE SET count=count+1",
                   session.account, session.now / kHour));
  if (wrong < most_in_a_row) return SessionFate::lives;
  TRY(end_session(database, session, ended));
  return SessionFate::ended;
}

Status finish_step_up(Database& database, const UsedSession& session, const wire::AttemptId& id,
                      Milliseconds until) {
  const Ended attempt = TRY(end_attempt(database, session, id));
  if (attempt.charge) TRY(refund(database, *attempt.charge, attempt.interval, session.now));
  TRY(drop_reset(database, session.account));
  TRY(database.run("UPDATE session SET wrong_in_a_row=0 WHERE sid=?", session.sid));
  return database.run("INSERT OR REPLACE INTO stepup(sid, operation, until, starts) VALUES(?, ?, ?, 0)",
                      session.sid, static_cast<std::uint64_t>(attempt.operation), until);
}

}  // namespace portal::server::verbs
