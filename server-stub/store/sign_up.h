// Rows and requests of signing up.
#pragma once

#include <vector>

#include "server-stub/store/values.h"

namespace portal::server {

struct SignUpRequest {
  std::string login;
  wire::Hash token_hash;
  Milliseconds now;
  Milliseconds expires;
  std::optional<MailLimit> limit;
  std::vector<Charge> charges;    // if they cannot be paid, no mail goes out
  SealedMail link;                // goes out if nobody has the login,
  SealedMail already_registered;  // this one if somebody has
};

struct LinkStart {
  wire::Hash token_hash;
  Milliseconds now;
  std::uint32_t most_evaluations;
  wire::AccountId fresh_account;  // bound to the link by its first start
  Fixed<16> fresh_log;
};
struct StartedLink {
  std::string login;
  wire::AccountId account;
};

struct NewAccount {
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
  LogDraft created;
};

}  // namespace portal::server
