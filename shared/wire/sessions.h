// PROTOCOL.md, "List of sessions": where somebody is signed in, and how to end it.
#pragma once

#include "shared/wire/login.h"

namespace portal::wire {

inline constexpr std::size_t kLongestDeviceName = 64;  // bytes of printable UTF-8

struct SessionState {
  SessionId sid;
  std::string device;       // as that device, or its owner, called it; may be empty
  std::uint64_t signed_in;  // unix seconds
  std::uint64_t last_used;
  Scope scope;
  bool current;  // the one that asks
  static void fields(auto& m, auto&& field) {
    field("sid", m.sid);
    field("device", m.device);
    field("signed_in", m.signed_in);
    field("last_used", m.last_used);
    field("scope", m.scope);
    field("current", m.current);
  }
};

// It stays signed in, and no session of it lives: one that does stands among the sessions.
struct KeptDevice {
  Hash token_hash;
  std::string device;
  std::uint64_t signed_in;  // unix seconds
  std::uint64_t stays_until;
  static void fields(auto& m, auto&& field) {
    field("token_hash", m.token_hash);
    field("device", m.device);
    field("signed_in", m.signed_in);
    field("stays_until", m.stays_until);
  }
};

struct Sessions {
  std::vector<SessionState> sessions;  // alive; the newest first
  std::vector<KeptDevice> devices;     // likewise
  bool mail_new_device;                // whether a sign-in from a new device is mailed
  static void fields(auto& m, auto&& field) {
    field("sessions", m.sessions);
    field("devices", m.devices);
    field("mail_new_device", m.mail_new_device);
  }
};

struct SessionsShow {
  using Reply = Sessions;
  static constexpr Route route{"GET", "/v1/sessions", Access::session};
  static void fields(auto&, auto&&) {}
};

// One that is over already is answered alike.
struct SessionsEnd {
  using Reply = Sessions;
  static constexpr Route route{"POST", "/v1/sessions/end", Access::session};
  SessionId sid;
  static void fields(auto& m, auto&& field) { field("sid", m.sid); }
};

// Likewise. What the device has open ends too, but for the session that asks.
struct SessionsEndDevice {
  using Reply = Sessions;
  static constexpr Route route{"POST", "/v1/sessions/end-device", Access::session};
  Hash token_hash;
  static void fields(auto& m, auto&& field) { field("token_hash", m.token_hash); }
};

// All but the one that asks, and no device is known any more.
struct SessionsEndOthers {
  using Reply = Sessions;
  static constexpr Route route{"POST", "/v1/sessions/end-others", Access::session};
  static void fields(auto&, auto&&) {}
};

struct SessionsName {
  using Reply = Sessions;
  static constexpr Route route{"POST", "/v1/sessions/name", Access::session};
  std::string device;
  static void fields(auto& m, auto&& field) { field("device", m.device); }
};

struct SessionsMail {
  using Reply = Sessions;
  static constexpr Route route{"POST", "/v1/sessions/mail", Access::session};
  bool new_device;
  static void fields(auto& m, auto&& field) { field("new_device", m.new_device); }
};

}  // namespace portal::wire
