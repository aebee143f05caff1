// PROTOCOL.md, "Signing up": an address, a mailed link, and one transaction at the end.
#pragma once

#include "shared/wire/route.h"
#include "shared/wire/sizes.h"

namespace portal::wire {

// Always answered alike; the mail tells the truth.
struct SignUp {
  using Reply = Nothing;
  static constexpr Route route{"POST", "/v1/sign-up", Access::open, 202};
  std::string login;
  static void fields(auto& m, auto&& field) { field("login", m.login); }
};

// Whose link it is. Costs no evaluation and spends nothing.
struct SignUpLink {
  std::string login;
  static void fields(auto& m, auto&& field) { field("login", m.login); }
};

struct SignUpShow {
  using Reply = SignUpLink;
  static constexpr Route route{"POST", "/v1/sign-up/show"};
  LinkToken token;
  static void fields(auto& m, auto&& field) { field("token", m.token); }
};

struct Registration {
  AccountId account;
  std::string login;
  RegistrationResponse response;
  std::uint32_t profile;
  static void fields(auto& m, auto&& field) {
    field("account", m.account);
    field("login", m.login);
    field("response", m.response);
    field("profile", m.profile);
  }
};

struct SignUpStart {
  using Reply = Registration;
  static constexpr Route route{"POST", "/v1/sign-up/start"};
  LinkToken token;
  RegistrationRequest request;
  static void fields(auto& m, auto&& field) {
    field("token", m.token);
    field("request", m.request);
  }
};

struct SignUpFinish {
  using Reply = Nothing;
  static constexpr Route route{"POST", "/v1/sign-up/finish", Access::open, 201};
  LinkToken token;
  RegistrationRecord record;
  Wrap wrap;           // AMK 1 under the password
  Wrap recovery_wrap;  // AMK 1 under the recovery key
  PublicKey recovery_key;
  PublicKey owner_key;
  std::optional<Hash> known;  // SHA-256 of this device's known token
  static void fields(auto& m, auto&& field) {
    field("token", m.token);
    field("record", m.record);
    field("wrap", m.wrap);
    field("recovery_wrap", m.recovery_wrap);
    field("recovery_key", m.recovery_key);
    field("owner_key", m.owner_key);
    field("known", m.known);
  }
};

}  // namespace portal::wire
