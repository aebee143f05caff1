// PROTOCOL.md, "Pairing": a frame on somebody else's page gets a session of scope `embedded`, without a
// password inside that page.
#pragma once

#include "shared/wire/login.h"

namespace portal::wire {

using PairId = Fixed<16>;      // the first half of SHA-256(secret)
using PairSecret = Fixed<16>;  // made by the frame
using SealedSeed = Fixed<80>;  // k32, for the frame's key alone

inline constexpr std::size_t kLongestOrigin = 300;

struct PairOpened {
  PairId pair;
  std::string code;       // six digits, for people to compare
  std::uint64_t expires;  // unix seconds
  static void fields(auto& m, auto&& field) {
    field("pair", m.pair);
    field("code", m.code);
    field("expires", m.expires);
  }
};

struct PairStart {
  using Reply = PairOpened;
  static constexpr Route route{"POST", "/v1/pair/start"};
  PublicKey key;  // X25519
  Hash secret_hash;
  std::string site;  // the origin of the host page
  static void fields(auto& m, auto&& field) {
    field("key", m.key);
    field("secret_hash", m.secret_hash);
    field("site", m.site);
  }
};

struct PairShown {
  std::string site;
  std::string code;
  PublicKey key;
  static void fields(auto& m, auto&& field) {
    field("site", m.site);
    field("code", m.code);
    field("key", m.key);
  }
};

struct PairShow {
  using Reply = PairShown;
  static constexpr Route route{"POST", "/v1/pair/show", Access::session};
  PairId pair;
  static void fields(auto& m, auto&& field) { field("pair", m.pair); }
};

// What the owner was shown, so that the approval is of exactly that.
struct PairAllow {
  using Reply = Nothing;
  static constexpr Route route{"POST", "/v1/pair/allow", Access::session};
  PairId pair;
  PublicKey key;
  std::string code;
  static void fields(auto& m, auto&& field) {
    field("pair", m.pair);
    field("key", m.key);
    field("code", m.code);
  }
};

struct PairDeny {
  using Reply = Nothing;
  static constexpr Route route{"POST", "/v1/pair/deny", Access::session};
  PairId pair;
  static void fields(auto& m, auto&& field) { field("pair", m.pair); }
};

// With status 202 nothing of it is there yet, with 200 all of it.
struct PairOutcome {
  std::optional<SessionId> sid;
  std::optional<SealedSeed> sealed;
  std::optional<Scope> scope;
  std::optional<std::uint64_t> expires;  // unix seconds
  static void fields(auto& m, auto&& field) {
    field("sid", m.sid);
    field("sealed", m.sealed);
    field("scope", m.scope);
    field("expires", m.expires);
  }
};

struct PairPoll {
  using Reply = PairOutcome;
  static constexpr Route route{"POST", "/v1/pair/poll"};
  static constexpr int kNotYet = 202;
  PairId pair;
  PairSecret secret;
  static void fields(auto& m, auto&& field) {
    field("pair", m.pair);
    field("secret", m.secret);
  }
  static int status_of(const PairOutcome& outcome) { return outcome.sid ? route.status : kNotYet; }
};

}  // namespace portal::wire
