// Frames on other sites that wait for an owner's permission.
#pragma once

#include "server-stub/store/login.h"
#include "shared/wire/pair.h"

namespace portal::server {

inline constexpr Milliseconds kPairLasts = 5 * kMinute;
inline constexpr Milliseconds kPollEvery = kSecond;  // not more often
inline constexpr std::uint32_t kMostOpenPairs = 10'000;
inline constexpr std::uint32_t kMostOpenPairsOfNetwork = 10;
inline constexpr std::uint32_t kMostWrongPairSecrets = 5;

enum class PairState { open, allowed, denied, unknown };

struct NewPair {
  wire::PairId id;
  wire::PublicKey key;
  wire::Hash secret_hash;
  std::string site;
  std::string code;
  std::optional<Sha256> network;  // under the key of the day; absent without limits
  std::vector<Charge> charges;
  Milliseconds now;
};
struct PairStarted {
  Wait wait;  // > 0: too many, and nothing has happened
  std::string code;
  Milliseconds expires;
};

struct PairRow {
  std::string site;
  std::string code;
  wire::PublicKey key;
};

// The session that a frame is given.
struct PairedSession {
  wire::PairId id;
  wire::PublicKey key;
  std::string code;
  wire::SessionId sid;
  Bytes sealed_key;         // K, for the server
  wire::SealedSeed sealed;  // k32, for the frame
  LimitedMail notice;
  LogDraft signed_in;
};

struct PairQuestion {
  wire::PairId id;
  wire::Hash secret_hash;
  Milliseconds now;
};
struct PairAnswer {
  Wait wait;
  PairState state;
  wire::SessionId sid;  // allowed: this and the rest
  wire::SealedSeed sealed;
  Milliseconds expires;  // of the session
};

}  // namespace portal::server
