// PROTOCOL.md, "Recovery": the recovery key proves itself by a signature, opens a session that may only set a
// new password, and can be made anew at any time.
#pragma once

#include "shared/wire/login.h"

namespace portal::wire {

struct RecoveryChallenge {
  ChallengeId id;
  Challenge challenge;
  static void fields(auto& m, auto&& field) {
    field("id", m.id);
    field("challenge", m.challenge);
  }
};

// Answered alike for every login, whether somebody has it or not.
struct RecoverStart {
  using Reply = RecoveryChallenge;
  static constexpr Route route{"POST", "/v1/recover/start"};
  std::string login;
  std::optional<bool> previous = {};  // by the recovery key of a vault that a reset set aside
  static void fields(auto& m, auto&& field) {
    field("login", m.login);
    field("previous", m.previous);
  }
};

struct RecoverySession {
  SessionId sid;
  AccountId account;
  Scope scope;            // `recovery`
  std::uint64_t expires;  // unix seconds
  std::uint32_t credential_version;
  std::uint32_t amk_version;
  std::uint32_t recovery_version;
  Wrap wrap;  // the master key under the recovery key
  Seed k32;   // given this once
  // With `previous`: those that the next change is counted from.
  std::optional<std::uint32_t> newest_credential_version = {};
  std::optional<std::uint32_t> newest_amk_version = {};
  std::optional<std::uint32_t> newest_recovery_version = {};
  static void fields(auto& m, auto&& field) {
    field("sid", m.sid);
    field("account", m.account);
    field("scope", m.scope);
    field("expires", m.expires);
    field("credential_version", m.credential_version);
    field("amk_version", m.amk_version);
    field("recovery_version", m.recovery_version);
    field("wrap", m.wrap);
    field("k32", m.k32);
    field("newest_credential_version", m.newest_credential_version);
    field("newest_amk_version", m.newest_amk_version);
    field("newest_recovery_version", m.newest_recovery_version);
  }
};

struct RecoverProve {
  using Reply = RecoverySession;
  static constexpr Route route{"POST", "/v1/recover/prove"};
  ChallengeId id;
  Signature sig;  // by the recovery key, over the recover text
  static void fields(auto& m, auto&& field) {
    field("id", m.id);
    field("sig", m.sig);
  }
};

// The link in the mails of a recovery: all sessions end, and only what was set aside opens the account.
struct RecoveryDisown {
  using Reply = Nothing;
  static constexpr Route route{"POST", "/v1/recovery/disown"};
  LinkToken token;
  static void fields(auto& m, auto&& field) { field("token", m.token); }
};

struct Renewal {
  std::uint32_t recovery_version;
  static void fields(auto& m, auto&& field) { field("recovery_version", m.recovery_version); }
};

// A repeated equal one gets the same answer.
struct RecoveryRenew {
  using Reply = Renewal;
  static constexpr Route route{"POST", "/v1/recovery/renew", Access::session};
  std::uint32_t base;  // the recovery version that this key replaces
  Wrap recovery_wrap;
  PublicKey recovery_key;
  static void fields(auto& m, auto&& field) {
    field("base", m.base);
    field("recovery_wrap", m.recovery_wrap);
    field("recovery_key", m.recovery_key);
  }
};

}  // namespace portal::wire
