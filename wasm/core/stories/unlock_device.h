// Coming back to a device that stays signed in: its token gets the server's share, both open the master key,
// and what the server says about the account is checked as after a login.
#pragma once

#include "shared/wire/device.h"
#include "wasm/core/asking.h"
#include "wasm/core/kept_device.h"

namespace portal::core {

class UnlockDevice final : public Story {
 public:
  static constexpr Kind kKind = Kind::unlock_device;
  explicit UnlockDevice(Core& core) : Story(core, kKind) {}

  void begin();
  void cancel() override;

 private:
  void ask();
  void unlocked(Result<wire::DeviceUnlocked> reply);
  Result<Session> open(const wire::DeviceUnlocked& reply) const;
  void give_up(Notice notice);

  std::optional<KeptDevice> device_;
  DeviceSecret secret_;
  std::optional<DeviceToken> token_;
  std::uint32_t unheard_ = 0;
};

}  // namespace portal::core
