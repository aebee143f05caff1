// The recovery key: the challenge that it signs, the session that this opens, what a recovery sets aside.
#pragma once

#include "server-stub/store/values.h"
#include "shared/wire/recover.h"

namespace portal::server {

inline constexpr Milliseconds kRecoveryLasts = 10 * kMinute;  // a session of scope `recovery`
inline constexpr Milliseconds kAsideLasts = 72 * kHour;
inline constexpr Milliseconds kFreezeLasts = 72 * kHour;

struct NewChallenge {
  wire::ChallengeId id;
  std::string login;
  wire::Challenge bytes;
  Milliseconds now;
  Milliseconds expires;
  std::vector<Charge> charges;  // empty without limits
};

// What there is to verify a signature with.
struct ChallengeFound {
  std::string login;
  wire::Challenge bytes;
  // Nobody's: absent.
  std::optional<wire::AccountId> account;
  std::uint32_t recovery_version;
  wire::PublicKey recovery_key;
};

struct NewRecoverySession {
  wire::SessionId sid;
  wire::AccountId account;
  std::uint32_t recovery_version;  // of the key that was proved
  Bytes sealed_key;
  Milliseconds now;
  wire::Hash disowning;  // SHA-256 of the token in the mail
  SealedMail notice;
  LogDraft used;
};
struct RecoveryStarted {
  std::uint32_t credential_version;
  std::uint32_t amk_version;
  wire::Wrap wrap;
};

struct NewRecoveryKey {
  std::uint32_t base;  // r: only this version is replaced
  wire::Wrap wrap;
  wire::PublicKey key;
};

}  // namespace portal::server
