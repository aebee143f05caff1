#include "wasm/core/stories/unlock_device.h"

#include "wasm/core/pins.h"
#include "wasm/core/stories/patience.h"
#include "wasm/core/stories/sign_in.h"

namespace portal::core {

void UnlockDevice::begin() {
  auto device = decode_kept_device(*core.find_kept("device"));
  const Bytes& secret = *core.find_kept("device-x");
  const bool is_whole = device && secret.size() == 32 && has_pins(core, device->login);
  if (is_whole && device->expires * 1000 > core.model().now) {
    secret_.bytes = Secret(secret);
    auto token = open_device_token(secret_, device->binding.account, device->token);
    if (token) token_ = std::move(*token);
  }
  if (!token_) {
    forget_device(core);
    return core.end(this);
  }
  device_ = std::move(*device);
  core.model().work = Work{"Opening your account", 30, true};
  ask();
}

void UnlockDevice::ask() {
  core.call(this, wire::DeviceUnlock{*fixed<32>(token_->bytes.reveal())}, &UnlockDevice::unlocked);
}

void UnlockDevice::unlocked(Result<wire::DeviceUnlocked> reply) {
  if (!reply && may_have_been_lost(reply.fault()) && ++unheard_ <= kPatience) {
    return void(core.wait(this, 1000u * unheard_, &UnlockDevice::ask));
  }
  if (!reply && reply.fault() == Fault::not_found) {  // ended from elsewhere, or by a new password
    forget_device(core);
    return give_up(Notice::none);
  }
  if (!reply)
    return give_up(reply.fault() == Fault::slow_down     ? Notice::too_many_attempts
                   : reply.fault() == Fault::unreachable ? Notice::unreachable
                                                         : Notice::unavailable);
  auto session = open(*reply);
  if (!session) return give_up(Notice::incident);
  Model& model = core.model();
  model.work.reset();
  model.stays_until = device_->expires;
  core.end(this);
  const Place next = model.after_sign_in.value_or(Place::overview);
  model.after_sign_in.reset();
  enter(core, std::move(*session));
  core.show(next);
}

// As after a login, nothing is taken on the server's word.
Result<Session> UnlockDevice::open(const wire::DeviceUnlocked& reply) const {
  const wire::Session& told = reply.session;
  const DeviceBinding& binding = device_->binding;
  if (told.scope != wire::Scope::device || told.account != binding.account || told.wrap ||
      told.credential_version != binding.credential_version || told.amk_version != binding.amk_version ||
      !told.recovery_version) {
    return Fault::incident;
  }
  auto master_key = open_on_device(secret_, reply.share, device_->master_key, binding);
  if (!master_key) return Fault::incident;
  OwnerSigningKey owner_key = derive_owner_signing_key(*master_key, binding.account, binding.amk_version);
  const Pins seen{binding.account, binding.amk_version, binding.credential_version, *told.recovery_version,
                  owner_key.key.verify_key};
  TRY(check_and_keep_pins(core, device_->login, seen));
  return Session{told.sid,
                 derive_session_mac_key(SessionSeed{Secret(reply.k32)}),
                 0,
                 told.expires,
                 core.model().now,
                 device_->login,
                 binding.account,
                 binding.credential_version,
                 binding.amk_version,
                 *told.recovery_version,
                 std::move(*master_key),
                 std::move(owner_key)};
}

void UnlockDevice::give_up(Notice notice) {
  core.model().work.reset();
  core.end(this);
  if (notice != Notice::none) core.complain(notice);
}

void UnlockDevice::cancel() {
  give_up(Notice::none);
}

}  // namespace portal::core
