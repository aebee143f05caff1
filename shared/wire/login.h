// PROTOCOL.md, "Signing in" and "Step-up": OPAQUE's KE1, KE2 and KE3 on the wire.
#pragma once

#include "shared/wire/route.h"
#include "shared/wire/sizes.h"

namespace portal::wire {

// `previous` is asked for only: it is answered with a session of scope `recovery`.
enum class Scope { full, embedded, recovery, previous, device };
constexpr std::array<std::string_view, 5> names_of(Scope) {
  return {"full", "embedded", "recovery", "previous", "device"};
}

struct LoginChallenge {
  AttemptId attempt;  // names this attempt until it is finished or expires
  Ke2 ke2;
  std::uint32_t profile;
  static void fields(auto& m, auto&& field) {
    field("attempt", m.attempt);
    field("ke2", m.ke2);
    field("profile", m.profile);
  }
};

struct LoginStart {
  using Reply = LoginChallenge;
  static constexpr Route route{"POST", "/v1/login/start"};
  std::string login;
  Ke1 ke1;
  Scope scope;
  std::optional<KnownToken> known;
  static void fields(auto& m, auto&& field) {
    field("login", m.login);
    field("ke1", m.ke1);
    field("scope", m.scope);
    field("known", m.known);
  }
};

struct Session {
  SessionId sid;
  AccountId account;
  Scope scope;
  std::uint64_t expires;  // unix seconds
  // Scope `full`, and what was set aside; the three versions also in `device`, the wrap not:
  std::optional<std::uint32_t> credential_version;
  std::optional<std::uint32_t> amk_version;
  std::optional<std::uint32_t> recovery_version;
  std::optional<Wrap> wrap;
  // After `previous`: those that the next change is counted from.
  std::optional<std::uint32_t> newest_credential_version;
  std::optional<std::uint32_t> newest_amk_version;
  std::optional<std::uint32_t> newest_recovery_version;
  static void fields(auto& m, auto&& field) {
    field("sid", m.sid);
    field("account", m.account);
    field("scope", m.scope);
    field("expires", m.expires);
    field("credential_version", m.credential_version);
    field("amk_version", m.amk_version);
    field("recovery_version", m.recovery_version);
    field("wrap", m.wrap);
    field("newest_credential_version", m.newest_credential_version);
    field("newest_amk_version", m.newest_amk_version);
    field("newest_recovery_version", m.newest_recovery_version);
  }
};

struct LoginFinish {
  using Reply = Session;
  static constexpr Route route{"POST", "/v1/login/finish"};
  AttemptId attempt;
  Ke3 ke3;
  std::optional<Hash> known;               // SHA-256 of a new known token; scope `full` only
  std::optional<std::string> device = {};  // what its owner calls it: up to 64 bytes of printable UTF-8
  static void fields(auto& m, auto&& field) {
    field("attempt", m.attempt);
    field("ke3", m.ke3);
    field("known", m.known);
    field("device", m.device);
  }
};

// What a step-up is for. The other operations come with what needs them.
enum class Operation { credential, erase, recovery, for_export, device };
constexpr std::array<std::string_view, 5> names_of(Operation) {
  return {"credential", "erase", "recovery", "export", "device"};
}

struct StepUpStart {
  using Reply = LoginChallenge;
  static constexpr Route route{"POST", "/v1/step-up/start", Access::session};
  Operation op;
  Ke1 ke1;
  static void fields(auto& m, auto&& field) {
    field("op", m.op);
    field("ke1", m.ke1);
  }
};

struct StepUpFinish {
  using Reply = Nothing;
  static constexpr Route route{"POST", "/v1/step-up/finish", Access::session};
  AttemptId attempt;
  Ke3 ke3;
  static void fields(auto& m, auto&& field) {
    field("attempt", m.attempt);
    field("ke3", m.ke3);
  }
};

}  // namespace portal::wire
