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

struct OpenChange {
  wire::AccountId account;
  wire::SessionId sid;
  wire::Reason reason;
  std::uint32_t base;
  // The recovery key as it is now.
  std::uint32_t recovery_version;
  wire::PublicKey recovery_key;
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
};

}  // namespace portal::server
