// Devices that stay signed in.
#pragma once

#include "server-stub/store/values.h"
#include "shared/wire/device.h"

namespace portal::server {

inline constexpr Milliseconds kDeviceLasts = 7 * kDay;
inline constexpr Milliseconds kPasswordIsFresh = 5 * kMinute;  // after a login with it

struct EnrolledDevice {
  Fixed<32> share;
  Milliseconds expires;
};
struct NewDevice {
  wire::Hash token_hash;
  Fixed<32> share;
  Milliseconds expires;
};

// The session that an enrolled device opens.
struct DeviceSession {
  wire::Hash token_hash;
  wire::AccountId account;
  wire::SessionId sid;
  Bytes sealed_key;
  std::optional<Charge> charge;
  Milliseconds now;
  LogDraft signed_in;
};
struct UnlockedDevice {
  Wait wait;  // > 0: too many of these, and nothing has happened
  Fixed<32> share;
  std::uint32_t credential_version;
  std::uint32_t amk_version;
  std::uint32_t recovery_version;
};

}  // namespace portal::server
