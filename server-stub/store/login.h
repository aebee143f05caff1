// Rows and requests of logging in, between KE1 and the session.
#pragma once

#include "server-stub/store/recovery.h"
#include "shared/wire/login.h"

namespace portal::server {

// Whose tokens a KE1 takes: those of the device if its token is known for this login, else the strangers'.
struct LoginQuestion {
  std::string login;
  std::optional<wire::Hash> known;
  wire::Scope scope;  // `previous` asks for what was set aside
  Milliseconds now;
  std::vector<Charge> device;  // both empty without limits
  std::vector<Charge> strangers;
};
struct LoginPurse {
  std::vector<Charge> charges;       // given back when the login succeeds; empty without limits
  std::optional<Charge> throughput;  // never given back
  Sha256 key;                        // pending logins crowd out only those of the same purse
  std::uint32_t most_pending;        // 0: any number
};
struct LoginPrepared {
  bool device_is_known;
  Wait wait;
  // Nobody's: absent.
  std::optional<wire::AccountId> account;
  std::uint32_t credential_version;
  wire::RegistrationRecord record;
};

struct PendingLogin {
  wire::AttemptId id;
  std::optional<wire::AccountId> account;
  std::uint32_t credential_version;
  wire::Scope scope;
  Bytes sealed_state;
  bool device_is_known = false;
  std::string login = {};  // of the account, when found
};
struct NewPendingLogin {
  PendingLogin login;
  LoginPurse purse;
  Milliseconds now;
  Milliseconds expires;
};

struct NewSession {
  wire::AttemptId attempt;
  wire::SessionId sid;
  wire::AccountId account;
  std::uint32_t credential_version;
  wire::Scope scope;
  Bytes sealed_key;
  Milliseconds now;
  std::optional<KnownDevice> known;
  std::string device;                 // as it calls itself
  std::optional<LimitedMail> notice;  // nothing for a device that was known
  LogDraft signed_in;
};
struct SignedIn {
  std::uint32_t amk_version;
  std::uint32_t recovery_version;
  wire::Wrap wrap;
  std::uint32_t credential_version;
  std::optional<NewestVersions> newest;  // after `previous`
};

}  // namespace portal::server
