// What several verbs of the store have in common. Times are unix milliseconds.
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "shared/base/bytes.h"
#include "shared/crypto/hash.h"
#include "shared/log/entry.h"
#include "shared/wire/sizes.h"

namespace portal::server {

using Milliseconds = std::uint64_t;

inline constexpr Milliseconds kSecond = 1000;
inline constexpr Milliseconds kMinute = 60 * kSecond;
inline constexpr Milliseconds kHour = 60 * kMinute;
inline constexpr Milliseconds kDay = 24 * kHour;

// An entry of the activity log that its transaction still has to number.
struct LogDraft {
  LogEntry entry;  // `sequence` is set by the store
  nlohmann::json data;
};

// An entry as it was written, or, where it was erased, only its hash.
struct LogRow {
  std::optional<Bytes> entry;
  Sha256 leaf;
};

// A token bucket and one token of it. It is kept as the one moment at which it is full again, and not at all
// when it is.
struct Charge {
  Sha256 key;
  std::uint32_t burst;                    // tokens of a full bucket
  Milliseconds interval;                  // between two new tokens
  std::optional<std::uint64_t> day = {};  // the UTC day under whose key it is counted
};

// 0: charged. Otherwise nothing was, and there is a token again after so many milliseconds.
struct Wait {
  Milliseconds milliseconds = 0;
};

struct SealedMail {
  std::uint64_t id;  // random, below 2^63; the seal is bound to it
  Milliseconds made;
  Bytes sealed;
  Sha256 whom = {};  // HMAC of the address: finds what waits for it
};

// At most `most` mails of a kind to one address in a UTC day; the rest is dropped in silence.
struct MailLimit {
  Sha256 key;
  std::uint64_t day;
  std::uint32_t most;
};

struct LimitedMail {
  SealedMail mail;
  std::optional<MailLimit> limit;
};

struct KnownDevice {
  wire::Hash token_hash;
  Milliseconds expires;
};

}  // namespace portal::server
