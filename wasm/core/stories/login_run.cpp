#include "wasm/core/stories/login_run.h"

#include "shared/base/encoding.h"
#include "shared/crypto/hash.h"
#include "shared/crypto/wrap.h"
#include "wasm/core/pins.h"

namespace portal::core {

opaque::Identities identities(const Model& model, const std::string& login) {
  return {view_of(model.trust->realm), view_of(login)};
}

std::string known_token_name(const std::string& login) {
  return "known/" + encode_hex(sha256(view_of(login)));
}

std::string device_name(const Core& core) {
  const Bytes* kept = core.find_kept(std::string(kDeviceNameKept));
  std::string name = kept ? std::string(text_of(*kept)) : core.device();
  const bool fits = name.size() <= wire::kLongestDeviceName && is_printable_utf8(view_of(name));
  return fits ? name : "";
}

LoginRun::LoginRun(Core& core, std::string login, Secret password, wire::Scope scope, Done done)
    : Story(core, Kind::part),
      login_(std::move(login)),
      password_(std::move(password)),
      scope_(scope),
      done_(std::move(done)) {}

void LoginRun::begin() {
  auto start = opaque::generate_ke1(password_.reveal(), core.random());
  password_ = Secret();
  if (!start) return done_(start.fault());
  state_ = std::move(start->state);
  wire::LoginStart message{login_, start->ke1, scope_, {}};
  const std::string name = known_token_name(login_);
  const Bytes* kept = core.find_kept(name);
  if (scope_ != wire::Scope::full) {
    // No device is known for these.
  } else if (kept && kept->size() == 32) {
    known_token_ = *kept;
    message.known = *fixed<32>(*kept);
  } else {
    known_token_ = core.random().make_bytes(32);
  }
  core.call(this, message, &LoginRun::challenged);
}

void LoginRun::challenged(Result<wire::LoginChallenge> reply) {
  if (!reply) return done_(reply.fault());
  if (reply->profile != core.profile().number) return done_(Fault::incident);
  attempt_ = reply->attempt;
  ke2_ = copy_of(reply->ke2);
  auto output = opaque::recover_oprf_output(*state_, ke2_);
  if (!output) return done_(Fault::incident);
  core.stretch(this, std::move(*output), &LoginRun::stretched);
}

void LoginRun::stretched(Result<opaque::StretchedOutput> stretched) {
  if (!stretched) return done_(stretched.fault());
  auto proof =
      opaque::generate_ke3(std::move(*state_), ke2_, *stretched, {}, identities(core.model(), login_));
  state_.reset();
  if (!proof) return done_(Fault::unauthenticated);
  proof_ = std::move(*proof);
  wire::LoginFinish message{attempt_, proof_->ke3, {}, device_name(core)};
  if (!known_token_.empty()) message.known = sha256(known_token_);
  core.call(this, message, &LoginRun::finished);
}

void LoginRun::finished(Result<wire::Session> reply) {
  if (!reply) return done_(reply.fault());
  auto session = open(*reply);
  if (session && !known_token_.empty()) core.keep(known_token_name(login_), known_token_);
  done_(std::move(session));
}

// PROTOCOL.md, "Signing in": nothing of this is taken on the server's word.
Result<Session> LoginRun::open(const wire::Session& reply) const {
  if (scope_ == wire::Scope::embedded) return open_embedded(reply);
  const bool is_previous = scope_ == wire::Scope::previous;
  const bool is_whole = reply.credential_version && reply.amk_version && reply.recovery_version &&
                        reply.wrap && reply.newest_credential_version.has_value() == is_previous &&
                        reply.newest_amk_version.has_value() == is_previous &&
                        reply.newest_recovery_version.has_value() == is_previous;
  if (!is_whole || reply.scope != (is_previous ? wire::Scope::recovery : wire::Scope::full)) {
    return Fault::incident;
  }
  // What was set aside is older than what this device has seen; what comes next is not.
  const std::uint32_t version = reply.newest_credential_version.value_or(*reply.credential_version);
  const std::uint32_t recovery_version = reply.newest_recovery_version.value_or(*reply.recovery_version);
  const PasswordWrapBinding binding{reply.account, *reply.amk_version, *reply.credential_version};
  auto master_key =
      unwrap_master_key(derive_password_kek(proof_->export_key, reply.account), *reply.wrap, binding);
  if (!master_key) return Fault::incident;
  OwnerSigningKey owner_key = derive_owner_signing_key(*master_key, reply.account, *reply.amk_version);
  const Pins seen{reply.account, *reply.amk_version, version, recovery_version, owner_key.key.verify_key};
  TRY(check_and_keep_pins(core, login_, seen));
  return Session{reply.sid,
                 derive_session_mac_key(proof_->session_key),
                 0,
                 reply.expires,
                 core.model().now,
                 login_,
                 reply.account,
                 version,
                 *reply.amk_version,
                 recovery_version,
                 std::move(*master_key),
                 std::move(owner_key),
                 reply.newest_amk_version};
}

// Without keys, so that there is nothing to check and nothing to pin: a frame has no place of its own to keep
// pins.
Result<Session> LoginRun::open_embedded(const wire::Session& reply) const {
  const bool has_keys = reply.wrap || reply.credential_version || reply.amk_version || reply.recovery_version;
  if (has_keys || reply.scope != wire::Scope::embedded) return Fault::incident;
  return Session{.sid = reply.sid,
                 .mac_key = derive_session_mac_key(proof_->session_key),
                 .expires = reply.expires,
                 .last_request = core.model().now};
}

}  // namespace portal::core
