#include "server-stub/app/recover.h"

#include "server-stub/app/budgets.h"
#include "shared/base/inputs.h"
#include "shared/crypto/key_hierarchy.h"
#include "shared/crypto/seal.h"
#include "shared/crypto/statements.h"

namespace portal::server {
namespace {

constexpr Milliseconds kChallengeLasts = 5 * kMinute;

// What the signature for a login that nobody has is verified with: RFC 8032 §7.1, TEST 1. Who can sign with
// it gains nothing.
constexpr VerifyKey kNobodysKey{{0xd7, 0x5a, 0x98, 0x01, 0x82, 0xb1, 0x0a, 0xb7, 0xd5, 0x4b, 0xfe,
                                 0xd3, 0xc9, 0x64, 0x07, 0x3a, 0x0e, 0xe1, 0x72, 0xf3, 0xda, 0xa6,
                                 0x23, 0x25, 0xaf, 0x02, 0x1a, 0x68, 0xf7, 0x07, 0x51, 0x1a}};

}  // namespace

Result<wire::RecoveryChallenge> recover_start(Desk& desk, const wire::RecoverStart& message) {
  const std::string login = TRY(normalise_login(view_of(message.login)));
  const wire::RecoveryChallenge reply{.id = desk.make<16>(), .challenge = desk.make<32>()};
  const Wait wait = TRY(desk.store.begin_challenge({.id = reply.id,
                                                    .login = login,
                                                    .is_previous = message.previous.value_or(false),
                                                    .bytes = reply.challenge,
                                                    .now = desk.now,
                                                    .expires = desk.now + kChallengeLasts,
                                                    .charges = TRY(recovery_charges(desk))}));
  if (wait.milliseconds > 0) return desk.slow_down(wait);
  return reply;
}

Result<wire::RecoverySession> recover_prove(Desk& desk, const wire::RecoverProve& message) {
  const ChallengeFound found = TRY(desk.store.take_challenge(message.id, desk.now));
  const VerifyKey key = found.account ? VerifyKey{found.recovery_key} : kNobodysKey;
  const std::string text = recover_text(desk.secrets.realm, found.login, found.bytes);
  if (!verifies(key, view_of(text), message.sig) || !found.account) return Fault::unauthenticated;

  const auto sid = desk.make<16>();
  const auto disowning = desk.make<16>();
  const auto k32 = desk.make<32>();
  const SessionMacKey mac_key = derive_session_mac_key(SessionSeed{Secret(View(k32))});
  const RecoveryStarted started = TRY(desk.store.start_recovery({
      .sid = sid,
      .account = *found.account,
      .recovery_version = found.recovery_version,
      .is_previous = found.is_previous,
      .sealed_key = seal_state(desk.secrets.session_key, DataLabel::session, join({sid, *found.account}),
                               mac_key.bytes.reveal(), desk.random),
      .now = desk.now,
      .disowning = sha256(disowning),
      .notice = desk.mail(MailKind::recovery_started, found.login, desk.link("/not-me", disowning)),
      .used = desk.draft(LogType::recovery_used, nlohmann::json::object()),
  }));
  wire::RecoverySession session{.sid = sid,
                                .account = *found.account,
                                .scope = wire::Scope::recovery,
                                .expires = (desk.now + kRecoveryLasts) / kSecond,
                                .credential_version = started.credential_version,
                                .amk_version = started.amk_version,
                                .recovery_version = found.recovery_version,
                                .wrap = started.wrap,
                                .k32 = k32};
  if (started.newest) {
    session.newest_credential_version = started.newest->credential;
    session.newest_amk_version = started.newest->amk;
    session.newest_recovery_version = started.newest->recovery;
  }
  return session;
}

Result<wire::Nothing> recovery_disown(Desk& desk, const wire::RecoveryDisown& message) {
  TRY(desk.store.disown_recovery(sha256(message.token), desk.now,
                                 desk.draft(LogType::erase_cancelled, {{"by", "disowning"}})));
  return wire::Nothing{};
}

Result<wire::Renewal> recovery_renew(Desk& desk, const Visitor& visitor, const wire::RecoveryRenew& message) {
  const std::uint32_t version = TRY(desk.store.renew_recovery(
      visitor.use, {.base = message.base, .wrap = message.recovery_wrap, .key = message.recovery_key},
      desk.draft(LogType::recovery_renewed, {{"recovery", encode_base64url(message.recovery_key)}})));
  return wire::Renewal{version};
}

}  // namespace portal::server
