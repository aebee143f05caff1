#include "wasm/core/stories/recovery_run.h"

#include "shared/crypto/statements.h"
#include "shared/crypto/wrap.h"
#include "wasm/core/pins.h"

namespace portal::core {

RecoveryRun::RecoveryRun(Core& core, std::string login, RecoverySecret secret, Key key, Then then)
    : Story(core, Kind::part),
      login_(std::move(login)),
      secret_(std::move(secret)),
      key_(key),
      then_(std::move(then)) {}

void RecoveryRun::begin() {
  wire::RecoverStart start{login_};
  if (key_ == Key::previous) start.previous = true;
  core.call(this, start, &RecoveryRun::challenged);
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
  const bool is_previous = key_ == Key::previous;
  const bool is_whole = reply.newest_credential_version.has_value() == is_previous &&
                        reply.newest_amk_version.has_value() == is_previous &&
                        reply.newest_recovery_version.has_value() == is_previous;
  if (reply.scope != wire::Scope::recovery || !is_whole) return Fault::incident;
  const RecoveryWrapBinding binding{reply.account, reply.amk_version, reply.recovery_version};
  auto master_key = unwrap_master_key(derive_recovery_kek(secret_, reply.account), reply.wrap, binding);
  if (!master_key) return Fault::incident;
  OwnerSigningKey owner_key = derive_owner_signing_key(*master_key, reply.account, reply.amk_version);
  // What was set aside is older than what this device has seen; what comes next is not.
  const std::uint32_t version = reply.newest_credential_version.value_or(reply.credential_version);
  const std::uint32_t recovery_version = reply.newest_recovery_version.value_or(reply.recovery_version);
  const Pins seen{reply.account, reply.amk_version, version, recovery_version, owner_key.key.verify_key};
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
                 version,
                 reply.amk_version,
                 recovery_version,
                 std::move(*master_key),
                 std::move(owner_key),
                 reply.newest_amk_version};
}

}  // namespace portal::core
