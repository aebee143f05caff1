// After a sign-in with "Stay signed in on this device": the device gets what opens the account for seven
// days, together with the server's share (PROTOCOL.md, "Staying signed in").
#pragma once

#include "shared/wire/device.h"
#include "wasm/core/asking.h"
#include "wasm/core/kept_device.h"

namespace portal::core {

class EnrolDevice final : public Story {
 public:
  static constexpr Kind kKind = Kind::enrol_device;
  explicit EnrolDevice(Core& core) : Story(core, kKind) {}

  void begin();
  bool stays() const override { return true; }

 private:
  void ask();
  void enrolled(Result<wire::DeviceEnrolment> reply);

  DeviceSecret secret_;
  DeviceToken token_;
  std::uint32_t unheard_ = 0;
};

}  // namespace portal::core
