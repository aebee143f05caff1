// Deletions of accounts that wait, and the end of one; reminders that are due.
#pragma once

#include <vector>

#include "server-stub/store/values.h"

namespace portal::server {

struct ErasureRow {
  Milliseconds requested;
  Milliseconds due;
};

struct NewErasure {
  Milliseconds due;
  wire::Hash token_hash;  // of the link that cancels it
  SealedMail notice;
  LogDraft requested;
};

struct DueErasure {
  wire::AccountId account;
  std::string login;
  ErasureRow row;
  bool mail_is_stopped;
};

// What goes with the account's own rows, and the two things that stay.
struct LastRites {
  DueErasure erasure;
  Milliseconds now;
  std::vector<Sha256> budgets;  // names under which it was counted
  Sha256 whom;                  // mails that wait for it
  std::optional<Sha256> suppressed;
  SealedMail farewell;
};

struct DueReminder {
  wire::AccountId account;
  std::string login;
  std::uint32_t credential_version;
};

}  // namespace portal::server
