// A change of the credential: its row outlives the session, so that its fate can always be asked.
#pragma once

#include "server-stub/store/recovery.h"
#include "shared/wire/credential.h"

namespace portal::server {

struct NewChange {
  wire::ChangeId id;
  wire::Reason reason;
  std::uint32_t base;
  std::uint32_t most_starts;  // per step-up
  Milliseconds expires;
};

// `unfreeze` of a vault that a reset set aside: it takes the place of the one that is there.
struct VaultSwap {
  Fixed<16> aside;  // its name
  std::uint32_t amk_version;
  wire::PublicKey owner_key;
};

struct OpenChange {
  wire::AccountId account;
  wire::SessionId sid;
  wire::Reason reason;
  std::uint32_t base;
  // The recovery key as it is now.
  std::uint32_t recovery_version;
  wire::PublicKey recovery_key;
  std::optional<VaultSwap> swap;
};
struct ChangeFound {
  std::optional<std::uint32_t> done_already;  // an equal finish had taken effect: this is its answer
  std::optional<OpenChange> open;             // exactly one of the two
};

struct NewCredential {
  wire::ChangeId change;
  wire::Hash body_hash;
  wire::RegistrationRecord record;
  std::uint32_t profile;
  wire::Wrap wrap;
  std::optional<KnownDevice> known;
  std::optional<NewRecoveryKey> recovery;  // reasons `recovery` and `unfreeze`
  std::optional<wire::Hash> disowning;     // reason `recovery`: what was there is set aside
  SealedMail notice;
  LogDraft changed;
  std::optional<LogDraft> swapped;  // goes with a VaultSwap
};

}  // namespace portal::server
