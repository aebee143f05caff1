#include "server-stub/app/step_up.h"

#include "server-stub/app/budgets.h"
#include "shared/crypto/seal.h"
#include "shared/opaque/server.h"

namespace portal::server {
namespace {

constexpr Milliseconds kStepUpLasts = 5 * kMinute;
constexpr std::uint32_t kMostWrongInARow = 5;

// Both are needed to tell one attempt of one session.
Bytes attempt_name(const wire::SessionId& sid, const wire::AttemptId& id) {
  return join({sid, id});
}

Status finish_opaque(Desk& desk, const Visitor& visitor, const StepUpAttempt& attempt, const wire::Ke3& ke3) {
  const Secret state = TRY(open_state(desk.secrets.session_key, DataLabel::pending,
                                      attempt_name(visitor.session.sid, attempt.id), attempt.sealed_state));
  TRY(opaque::server_finish(TRY(opaque::decode_server_login_state(state.reveal())), ke3));
  return Done{};
}

}  // namespace

Result<wire::LoginChallenge> step_up_start(Desk& desk, const Visitor& visitor,
                                           const wire::StepUpStart& message) {
  const SessionRow& session = visitor.session;
  const auto started =
      TRY(opaque::generate_ke2(desk.secrets.opaque, session.record, view_of(session.login), message.ke1,
                               View{}, desk.identities(session.login), desk.random));
  const auto id = desk.make<16>();
  const Wait wait = TRY(desk.store.begin_step_up(
      visitor.use,
      {.attempt = {.id = id,
                   .operation = message.op,
                   .sealed_state =
                       seal_state(desk.secrets.session_key, DataLabel::pending, attempt_name(session.sid, id),
                                  opaque::encode(started.state).reveal(), desk.random)},
       .charge = step_up_charge(desk, session.account),
       .expires = desk.now + kAttemptLasts}));
  if (wait.milliseconds > 0) return desk.slow_down(wait);
  return wire::LoginChallenge{.attempt = id, .ke2 = started.ke2, .profile = kStretchProfile};
}

Result<wire::Nothing> step_up_finish(Desk& desk, const Visitor& visitor, const wire::StepUpFinish& message) {
  const auto attempt = TRY(desk.store.find_step_up(visitor.session.sid, message.attempt, desk.now));
  if (finish_opaque(desk, visitor, attempt, message.ke3)) {
    TRY(desk.store.finish_step_up(visitor.use, attempt.id, desk.now + kStepUpLasts));
    return wire::Nothing{};
  }
  const SessionFate fate =
      TRY(desk.store.fail_step_up(visitor.use, attempt.id, kMostWrongInARow,
                                  desk.draft(LogType::session_ended, {{"by", "wrong-passwords"}}, "system")));
  return fate == SessionFate::ended ? Fault::session_ended : Fault::unauthenticated;
}

}  // namespace portal::server
