#include "server-stub/app/device.h"

#include "server-stub/app/budgets.h"
#include "shared/crypto/key_hierarchy.h"
#include "shared/crypto/seal.h"

namespace portal::server {

Result<wire::DeviceEnrolment> device_enrol(Desk& desk, const Visitor& visitor,
                                           const wire::DeviceEnrol& message) {
  const NewDevice device{
      .token_hash = message.token_hash, .share = desk.make<32>(), .expires = desk.now + kDeviceLasts};
  const EnrolledDevice enrolled = TRY(desk.store.enrol_device(visitor.use, device));
  return wire::DeviceEnrolment{.share = enrolled.share, .expires = enrolled.expires / kSecond};
}

Result<wire::DeviceUnlocked> device_unlock(Desk& desk, const wire::DeviceUnlock& message) {
  const wire::Hash token_hash = sha256(message.token);
  const wire::AccountId account = TRY(desk.store.find_device(token_hash, desk.now));
  const auto sid = desk.make<16>();
  const auto k32 = desk.make<32>();
  const UnlockedDevice unlocked = TRY(desk.store.unlock_device(
      {.token_hash = token_hash,
       .account = account,
       .sid = sid,
       .sealed_key = seal_state(desk.secrets.session_key, DataLabel::session, join({sid, account}),
                                derive_session_mac_key(SessionSeed{Secret(k32)}).bytes.reveal(), desk.random),
       .charge = device_charge(desk, token_hash),
       .now = desk.now,
       .signed_in = desk.draft(LogType::login_ok, {{"by", "device"}, {"scope", "device"}})}));
  if (unlocked.wait.milliseconds > 0) return desk.slow_down(unlocked.wait);
  return wire::DeviceUnlocked{.share = unlocked.share,
                              .k32 = k32,
                              .session = {.sid = sid,
                                          .account = account,
                                          .scope = wire::Scope::device,
                                          .expires = (desk.now + kSessionLongest) / kSecond,
                                          .credential_version = unlocked.credential_version,
                                          .amk_version = unlocked.amk_version,
                                          .recovery_version = unlocked.recovery_version,
                                          .wrap = {},
                                          .newest_credential_version = {},
                                          .newest_amk_version = {},
                                          .newest_recovery_version = {}}};
}

}  // namespace portal::server
