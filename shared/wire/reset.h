// PROTOCOL.md, "Starting again": neither password nor recovery key, so the account gets a new and empty
// vault. It is asked for by mail, waited for, shown in every session, and cancelled by whoever signs in.
#pragma once

#include "shared/wire/route.h"
#include "shared/wire/sizes.h"

namespace portal::wire {

// Always answered alike; the mail tells the truth.
struct ResetStart {
  using Reply = Nothing;
  static constexpr Route route{"POST", "/v1/reset/start", Access::open, 202};
  std::string login;
  static void fields(auto& m, auto&& field) { field("login", m.login); }
};

struct ResetWait {
  std::uint64_t due;  // unix seconds: not before then
  static void fields(auto& m, auto&& field) { field("due", m.due); }
};

// By the first mailed link: from now on it waits. Repeated, it is answered alike.
struct ResetConfirm {
  using Reply = ResetWait;
  static constexpr Route route{"POST", "/v1/reset/confirm"};
  LinkToken token;
  static void fields(auto& m, auto&& field) { field("token", m.token); }
};

struct ResetCancel {
  using Reply = Nothing;
  static constexpr Route route{"POST", "/v1/reset/cancel", Access::session};
  static void fields(auto&, auto&&) {}
};

// By the link in the mail that it waits. Repeated, it is answered alike.
struct ResetCancelByLink {
  using Reply = Nothing;
  static constexpr Route route{"POST", "/v1/reset/cancel-by-link"};
  LinkToken token;
  static void fields(auto& m, auto&& field) { field("token", m.token); }
};

// Whose link it is, when the wait is over. Costs no evaluation and spends nothing.
struct ResetLink {
  std::string login;
  static void fields(auto& m, auto&& field) { field("login", m.login); }
};

struct ResetShow {
  using Reply = ResetLink;
  static constexpr Route route{"POST", "/v1/reset/show"};
  LinkToken token;
  static void fields(auto& m, auto&& field) { field("token", m.token); }
};

struct ResetRegistration {
  AccountId account;
  std::string login;
  RegistrationResponse response;
  std::uint32_t profile;
  // Of the new vault.
  std::uint32_t credential_version;
  std::uint32_t amk_version;
  std::uint32_t recovery_version;
  static void fields(auto& m, auto&& field) {
    field("account", m.account);
    field("login", m.login);
    field("response", m.response);
    field("profile", m.profile);
    field("credential_version", m.credential_version);
    field("amk_version", m.amk_version);
    field("recovery_version", m.recovery_version);
  }
};

struct ResetBegin {
  using Reply = ResetRegistration;
  static constexpr Route route{"POST", "/v1/reset/begin"};
  LinkToken token;
  RegistrationRequest request;
  static void fields(auto& m, auto&& field) {
    field("token", m.token);
    field("request", m.request);
  }
};

// A repeated equal one gets the same answer.
struct ResetFinish {
  using Reply = Nothing;
  static constexpr Route route{"POST", "/v1/reset/finish", Access::open, 201};
  LinkToken token;
  RegistrationRecord record;
  Wrap wrap;           // the new master key under the password
  Wrap recovery_wrap;  // and under the new recovery key
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
