// PROTOCOL.md, "Changing the password": a new record, swapped in by one transaction that the owner has
// signed.
#pragma once

#include "shared/wire/route.h"
#include "shared/wire/sizes.h"

namespace portal::wire {

enum class Reason { password, recovery, unfreeze };
constexpr std::array<std::string_view, 3> names_of(Reason) {
  return {"password", "recovery", "unfreeze"};
}

struct CredentialChange {
  ChangeId change_id;
  RegistrationResponse response;
  std::uint32_t profile;
  static void fields(auto& m, auto&& field) {
    field("change_id", m.change_id);
    field("response", m.response);
    field("profile", m.profile);
  }
};

struct CredentialStart {
  using Reply = CredentialChange;
  static constexpr Route route{"POST", "/v1/credential/start", Access::session};
  Reason reason;
  std::uint32_t base;  // the credential version that this change replaces
  RegistrationRequest request;
  static void fields(auto& m, auto&& field) {
    field("reason", m.reason);
    field("base", m.base);
    field("request", m.request);
  }
};

struct CredentialOutcome {
  std::uint32_t credential_version;
  static void fields(auto& m, auto&& field) { field("credential_version", m.credential_version); }
};

// A repeated equal finish gets the same answer, with or without a session.
struct CredentialFinish {
  using Reply = CredentialOutcome;
  static constexpr Route route{"POST", "/v1/credential/finish", Access::session};
  ChangeId change_id;
  std::uint32_t base;
  RegistrationRecord record;
  Wrap wrap;
  std::string note;           // the owner's statement, a signed note
  std::optional<Hash> known;  // SHA-256 of this device's new known token
  // Reasons `recovery` and `unfreeze`, and then both: the next recovery key.
  std::optional<Wrap> recovery_wrap;
  std::optional<PublicKey> recovery_key;
  static void fields(auto& m, auto&& field) {
    field("change_id", m.change_id);
    field("base", m.base);
    field("record", m.record);
    field("wrap", m.wrap);
    field("note", m.note);
    field("known", m.known);
    field("recovery_wrap", m.recovery_wrap);
    field("recovery_key", m.recovery_key);
  }
};

// 200: that change will never take effect.
struct CredentialCancel {
  using Reply = Nothing;
  static constexpr Route route{"POST", "/v1/credential/cancel"};
  ChangeId change_id;
  static void fields(auto& m, auto&& field) { field("change_id", m.change_id); }
};

}  // namespace portal::wire
