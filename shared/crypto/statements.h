// The exact texts that are signed or MACed, line by line. Whoever verifies builds the text anew and compares.
//
// Realm, login, method and target are checked by the caller before: none can contain a newline.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "shared/base/bytes.h"
#include "shared/crypto/hash.h"
#include "shared/crypto/keys.h"

namespace portal {

// Names of keys in signed notes.
std::string owner_key_name(std::string_view realm, const AccountId& account);
std::string recovery_key_name(std::string_view realm, const AccountId& account);

enum class ChangeReason { password, recovery, login, rotation, unfreeze };
std::string_view reason_text(ChangeReason reason);

// The owner's word for a new credential.
struct CredentialChange {
  std::string_view realm;
  AccountId account;
  ChangeReason reason;
  std::uint32_t base;             // v: the change leads from v to v+1
  std::uint32_t amk_version;      // a
  std::uint32_t new_amk_version;  // a', equal to a but in a rotation
  std::string_view login;         // that the record is for, normalised
  View record;                    // 192 bytes
  std::optional<Sha256>
      manifest;  // of the text of the manifest that goes with it; none before manifests exist
  Fixed<16> change_id;
};
std::string credential_change_text(const CredentialChange& change);

// What the recovery key signs (64 raw bytes, no note) to prove that it is there.
std::string recover_text(std::string_view realm, std::string_view login, const Fixed<32>& challenge);

struct RequestToMac {
  std::string_view method;  // upper case
  std::string_view realm;
  std::string_view target;  // origin-form, as sent
  std::uint64_t sequence;
  View body;
};
std::string request_text(const RequestToMac& request);

}  // namespace portal
