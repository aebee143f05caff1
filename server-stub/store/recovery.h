// The recovery key: the challenge that it signs, the session that this opens, what a recovery sets aside.
#pragma once

#include "server-stub/store/values.h"
#include "shared/wire/recover.h"

namespace portal::server {

inline constexpr Milliseconds kRecoveryLasts = 10 * kMinute;  // a session of scope `recovery`
inline constexpr Milliseconds kAsideLasts = 72 * kHour;
inline constexpr Milliseconds kFreezeLasts = 72 * kHour;

// Why something was set aside. What a swap of vaults has put there cannot be had back.
enum class AsideKind : std::uint64_t { recovery, reset, swapped_out };
constexpr std::uint64_t number_of(AsideKind kind) {
  return static_cast<std::uint64_t>(kind);
}

struct NewChallenge {
  wire::ChallengeId id;
  std::string login;
  bool is_previous;  // to be answered by the recovery key of the vault that a reset set aside
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
  bool is_previous;
};

// Those that the next change is counted from, where the proof was of what was set aside.
struct NewestVersions {
  std::uint32_t credential;
  std::uint32_t amk;
  std::uint32_t recovery;
};

struct NewRecoverySession {
  wire::SessionId sid;
  wire::AccountId account;
  std::uint32_t recovery_version;  // of the key that was proved
  bool is_previous;
  Bytes sealed_key;
  Milliseconds now;
  // Not for a proof of what was set aside: its owner has disowned what came after it.
  wire::Hash disowning;  // SHA-256 of the token in the mail
  SealedMail notice;
  LogDraft used;
};
struct RecoveryStarted {
  std::uint32_t credential_version;
  std::uint32_t amk_version;
  wire::Wrap wrap;
  std::optional<NewestVersions> newest;
};

struct NewRecoveryKey {
  std::uint32_t base;  // r: only this version is replaced
  wire::Wrap wrap;
  wire::PublicKey key;
};

}  // namespace portal::server
