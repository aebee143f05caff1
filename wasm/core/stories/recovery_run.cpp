#include "wasm/core/stories/recovery_run.h"

#include "shared/crypto/statements.h"
#include "shared/crypto/wrap.h"
#include "wasm/core/pins.h"

namespace portal::core {

RecoveryRun::RecoveryRun(Core& core, std::string login, RecoverySecret secret, Then then)
    : Story(core, Kind::part), login_(std::move(login)), secret_(std::move(secret)), then_(std::move(then)) {}

void RecoveryRun::begin() {
  core.call(this, wire::RecoverStart{login_}, &RecoveryRun::challenged);
}

void RecoveryRun::challenged(Result<wire::RecoveryChallenge> reply) {
  if (!reply) return then_(reply.fault());
  const std::string text = recover_text(core.model().trust->realm, login_, reply->challenge);
  const Signature signature = sign(derive_recovery_signing_key(secret_).key, view_of(text));
  core.call(this, wire::RecoverProve{reply->id, signature}, &RecoveryRun::proved);
}

void RecoveryRun::proved(Result<wire::RecoverySession> reply) {
  if (!reply) return then_(reply.fault());
  auto session = open(*reply);
  wipe(reply->k32);
  then_(std::move(session));
}

// PROTOCOL.md, "Signing in": nothing of this is taken on the server's word.
Result<Session> RecoveryRun::open(wire::RecoverySession reply) const {
  if (reply.scope != wire::Scope::recovery) return Fault::incident;
  const RecoveryWrapBinding binding{reply.account, reply.amk_version, reply.recovery_version};
  auto master_key = unwrap_master_key(derive_recovery_kek(secret_, reply.account), reply.wrap, binding);
  if (!master_key) return Fault::incident;
  OwnerSigningKey owner_key = derive_owner_signing_key(*master_key, reply.account, reply.amk_version);
  const Pins seen{reply.account, reply.amk_version, reply.credential_version, reply.recovery_version,
                  owner_key.key.verify_key};
  TRY(check_and_keep_pins(core, login_, seen));
  const SessionSeed seed{Secret(View(reply.k32))};
  wipe(reply.k32);
  return Session{reply.sid,
                 derive_session_mac_key(seed),
                 0,
                 reply.expires,
                 core.model().now,
                 login_,
                 reply.account,
                 reply.credential_version,
                 reply.amk_version,
                 reply.recovery_version,
                 std::move(*master_key),
                 std::move(owner_key)};
}

}  // namespace portal::core
