// Starting again without password and recovery key: what waits, and the new vault that takes the place of the
// old one.
#pragma once

#include <vector>

#include "server-stub/store/values.h"
#include "shared/wire/reset.h"

namespace portal::server {

inline constexpr Milliseconds kVaultKept = 30 * kDay;  // set aside by a reset

struct ResetRequest {
  std::string login;
  wire::Hash token_hash;
  Milliseconds now;
  Milliseconds expires;
  std::optional<MailLimit> limit;
  std::vector<Charge> charges;  // if they cannot be paid, no mail goes out
  SealedMail link;              // goes out if somebody has the login
};

struct ResetConfirmation {
  wire::Hash token_hash;
  Milliseconds now;
  Milliseconds due;
  wire::Hash cancel_hash;  // of the link that cancels it
  SealedMail notice;
};

struct DueReset {
  wire::AccountId account;
  std::string login;
};
struct ResetAnnouncement {
  wire::AccountId account;
  Milliseconds now;
  wire::Hash token_hash;
  Milliseconds until;  // the link works until then
  SealedMail notice;
};

// What the second link leads to.
struct ResetFound {
  std::string login;
  wire::PublicKey owner_key;          // of the vault that is replaced
  std::optional<wire::Hash> used_by;  // the body of the finish that has used it up
};

struct ResetBeginning {
  wire::Hash token_hash;
  Milliseconds now;
  std::uint32_t most_evaluations;
};
struct StartedReset {
  std::string login;
  wire::AccountId account;
  // Of the new vault.
  std::uint32_t credential_version;
  std::uint32_t amk_version;
  std::uint32_t recovery_version;
};

struct NewVault {
  wire::Hash token_hash;
  wire::Hash body_hash;  // recognises an equal repeat for 24 h
  Milliseconds now;
  wire::RegistrationRecord record;
  std::uint32_t profile;
  wire::Wrap wrap;
  wire::Wrap recovery_wrap;
  wire::PublicKey recovery_key;
  wire::PublicKey owner_key;
  std::optional<KnownDevice> known;
  Fixed<16> aside;       // names what is set aside
  wire::Hash disowning;  // SHA-256 of the token in the mail
  SealedMail notice;
  LogDraft reset;
  LogDraft erasure_cancelled;
};

}  // namespace portal::server
