#include "server-stub/app/login.h"

#include "server-stub/app/budgets.h"
#include "server-stub/app/session_list.h"
#include "shared/base/inputs.h"
#include "shared/crypto/key_hierarchy.h"
#include "shared/crypto/seal.h"
#include "shared/opaque/server.h"

namespace portal::server {
namespace {

Result<SessionKey> finish_opaque(Desk& desk, const PendingLogin& login, const wire::Ke3& ke3) {
  const Secret state =
      TRY(open_state(desk.secrets.session_key, DataLabel::pending, login.id, login.sealed_state));
  return opaque::server_finish(TRY(opaque::decode_server_login_state(state.reveal())), ke3);
}

// PROTOCOL.md, "Signing in": the owner hears of a device that showed no known token.
std::optional<LimitedMail> notice_of_new_device(Desk& desk, const PendingLogin& login) {
  if (login.device_is_known) return std::nullopt;
  return LimitedMail{
      .mail = desk.mail(MailKind::new_device, login.login, desk.settings.public_url + "/sessions"),
      .limit = new_device_mail_limit(desk, *login.account)};
}

}  // namespace

Result<wire::LoginChallenge> login_start(Desk& desk, const wire::LoginStart& message) {
  if (message.scope == wire::Scope::device) return Fault::malformed;  // comes from an unlock alone
  if (message.scope == wire::Scope::embedded) {
    if (!desk.settings.embed_password) return Fault::out_of_scope;
    if (message.known) return Fault::malformed;  // the scope has none
  }
  if (message.scope == wire::Scope::recovery) return Fault::malformed;  // a recovery key opens it
  if (message.scope == wire::Scope::previous && message.known) return Fault::malformed;
  const std::string login = TRY(normalise_login(view_of(message.login)));
  TRY(opaque::decode_ke1(message.ke1));
  const auto known = message.known ? std::optional<wire::Hash>(sha256(*message.known)) : std::nullopt;
  const LoginPurses purses = TRY(login_purses(desk, login, known));
  const LoginPrepared prepared = TRY(desk.store.prepare_login({
      .login = login,
      .known = known,
      .scope = message.scope,
      .now = desk.now,
      .device = purses.device.charges,
      .strangers = purses.all_of_strangers,
  }));
  if (prepared.wait.milliseconds > 0) return desk.slow_down(prepared.wait);

  const auto& record = prepared.account ? prepared.record : desk.secrets.fake_record;
  const auto started = TRY(opaque::generate_ke2(desk.secrets.opaque, record, view_of(login), message.ke1,
                                                View{}, desk.identities(login), desk.random));
  const auto id = desk.make<16>();
  const Wait wait = TRY(desk.store.begin_login({
      .login = {.id = id,
                .account = prepared.account,
                .credential_version = prepared.credential_version,
                .scope = message.scope,
                .sealed_state = seal_state(desk.secrets.session_key, DataLabel::pending, id,
                                           opaque::encode(started.state).reveal(), desk.random),
                .device_is_known = prepared.device_is_known},
      .purse = prepared.device_is_known ? purses.device : purses.strangers,
      .now = desk.now,
      .expires = desk.now + kAttemptLasts,
  }));
  if (wait.milliseconds > 0) return desk.slow_down(wait);
  return wire::LoginChallenge{.attempt = id, .ke2 = started.ke2, .profile = kStretchProfile};
}

Result<wire::Session> login_finish(Desk& desk, const wire::LoginFinish& message) {
  const PendingLogin login = TRY(desk.store.find_pending_login(message.attempt, desk.now));
  if (message.known && login.scope != wire::Scope::full) return Fault::malformed;
  if (message.device && !is_device_name(*message.device)) return Fault::malformed;
  const auto session_key = finish_opaque(desk, login, message.ke3);
  if (!session_key || !login.account) {
    TRY(desk.store.fail_login(login.id, desk.now));
    return Fault::unauthenticated;
  }

  const bool is_previous = login.scope == wire::Scope::previous;
  const wire::Scope scope = is_previous ? wire::Scope::recovery : login.scope;
  const auto sid = desk.make<16>();
  const SignedIn signed_in = TRY(desk.store.finish_login({
      .attempt = login.id,
      .sid = sid,
      .account = *login.account,
      .credential_version = login.credential_version,
      .scope = scope,
      .sealed_key = seal_state(desk.secrets.session_key, DataLabel::session, join({sid, *login.account}),
                               derive_session_mac_key(*session_key).bytes.reveal(), desk.random),
      .now = desk.now,
      .known = desk.known_device(message.known),
      .device = message.device.value_or(""),
      .notice = notice_of_new_device(desk, login),
      .signed_in = desk.draft(LogType::login_ok,
                              {{"by", "password"}, {"scope", std::string(wire::name_of(login.scope))}}),
  }));
  wire::Session session{.sid = sid,
                        .account = *login.account,
                        .scope = scope,
                        .expires = (desk.now + (is_previous ? kRecoveryLasts : kSessionLongest)) / kSecond,
                        .credential_version = {},
                        .amk_version = {},
                        .recovery_version = {},
                        .wrap = {},
                        .newest_credential_version = {},
                        .newest_amk_version = {},
                        .newest_recovery_version = {}};
  if (scope != wire::Scope::embedded) {
    session.credential_version = signed_in.credential_version;
    session.amk_version = signed_in.amk_version;
    session.recovery_version = signed_in.recovery_version;
    session.wrap = signed_in.wrap;
    if (signed_in.newest) {
      session.newest_credential_version = signed_in.newest->credential;
      session.newest_amk_version = signed_in.newest->amk;
      session.newest_recovery_version = signed_in.newest->recovery;
    }
  }
  return session;
}

}  // namespace portal::server
