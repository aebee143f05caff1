// PROTOCOL.md, "Staying signed in": a device enrols, and later opens a session without the password.
#pragma once

#include "shared/wire/login.h"

namespace portal::wire {

struct DeviceEnrolment {
  Fixed<32> share;
  std::uint64_t expires;  // unix seconds
  static void fields(auto& m, auto&& field) {
    field("share", m.share);
    field("expires", m.expires);
  }
};

// Within five minutes of a login with the password, or after a step-up for `device`.
struct DeviceEnrol {
  using Reply = DeviceEnrolment;
  static constexpr Route route{"POST", "/v1/device/enrol", Access::session};
  Hash token_hash;
  static void fields(auto& m, auto&& field) { field("token_hash", m.token_hash); }
};

struct DeviceUnlocked {
  Fixed<32> share;
  Fixed<32> k32;    // the new session's, given once
  Session session;  // its members stand beside these; no wrap
  static void fields(auto& m, auto&& field) {
    field("share", m.share);
    field("k32", m.k32);
    Session::fields(m.session, field);
  }
};

struct DeviceUnlock {
  using Reply = DeviceUnlocked;
  static constexpr Route route{"POST", "/v1/device/unlock"};
  Fixed<32> token;
  static void fields(auto& m, auto&& field) { field("token", m.token); }
};

}  // namespace portal::wire
