// What the server must neither lose nor show: kept in secrets.json, in no database, and in memory while it
// runs.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "shared/base/fixed.h"
#include "shared/crypto/ed25519.h"
#include "shared/crypto/keys.h"
#include "shared/opaque/server.h"
#include "shared/wire/site.h"

namespace portal::server {

// Authenticates unsubscribe links, which must work for years.
struct UnsubscribeKey {
  Secret bytes;  // 32
};

// Under which addresses are remembered that must never be mailed again. Never replaced.
struct SuppressionPepper {
  Secret bytes;  // 32
};

// What the mailer shows as `Authorization: Bearer …`.
struct MailerKey {
  Secret text;  // 43 characters of base64url
};

struct Secrets {
  std::string realm;
  std::uint64_t made;  // unix seconds; from then on its public keys count

  opaque::ServerSetup opaque;
  Fixed<192> fake_record;  // answers for logins that nobody has

  StateKey session_key;  // seals sessions and pending logins
  StateKey outbox_key;   // seals mails that wait
  BudgetSecret budget_secret;
  NetworkSecret network_secret;
  UnsubscribeKey unsubscribe_key;
  SuppressionPepper suppression_pepper;

  SigningKey log_key;
  SigningKey receipt_key;
  SigningKey export_key;
};

// The public part, as /trust.json says it.
inline wire::Trust trust_of(const Secrets& secrets) {
  const auto trusted = [&](const SigningKey& key) {
    return wire::TrustedKey{.key = key.verify_key.bytes, .from = secrets.made, .until = {}, .note = {}};
  };
  return {
      .v = 1,
      .realm = secrets.realm,
      .log = {trusted(secrets.log_key)},
      .receipt = {trusted(secrets.receipt_key)},
      .for_export = {trusted(secrets.export_key)},
      .support = {},  // their private halves are never on the server
  };
}

// PROTOCOL.md, "Realm": a lower-case DNS-like name, [a-z0-9.-], 1 to 253 bytes.
inline bool is_realm(std::string_view name) {
  return !name.empty() && name.size() <= 253 &&
         name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789.-") == std::string_view::npos;
}

}  // namespace portal::server
