// What an export is made of, all of it at hand before its first byte is written, but for the activity log.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "shared/crypto/ed25519.h"
#include "shared/crypto/keys.h"
#include "shared/wire/account.h"
#include "shared/wire/site.h"
#include "shared/wire/subscriptions.h"
#include "wasm/core/records/profile.h"

namespace portal::core {

// The owner's own record, as it was decrypted here.
struct ExportField {
  std::string name;  // as on the screen "My data": "Phone"
  std::string value;
  std::string source;     // how it came here: "web"
  std::uint64_t changed;  // unix seconds
};
struct ExportProfile {
  std::vector<ExportField> fields;
};

ExportProfile export_profile(const OwnerProfile& profile);

struct ExportFacts {
  std::string realm;
  AccountId account_id;
  VerifyKey owner_key;
  wire::Account account;
  wire::Subscriptions subscriptions;
  wire::Site site;
  ExportProfile profile;
  std::uint64_t made;  // unix seconds
};

std::string export_file_name(std::uint64_t unix_seconds, bool has_passphrase);
std::string export_comment(const ExportFacts& facts);  // that the signature covers

}  // namespace portal::core
