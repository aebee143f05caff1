// The master key, wrapped under what the person has: 73 bytes that the server keeps and cannot open.
//
//   01 ‖ nonce (24) ‖ XChaCha20-Poly1305(KEK, master key, AAD)
//   AAD = "portal/v1 wrap" ‖ 00 ‖ type ‖ account (16) ‖ u32be(a) ‖ u32be(version)
#pragma once

#include <cstdint>

#include "shared/base/fixed.h"
#include "shared/base/random.h"
#include "shared/base/result.h"
#include "shared/crypto/keys.h"

namespace portal {

using Wrap = Fixed<73>;

// What a wrap is bound to. It opens nowhere else.
struct PasswordWrapBinding {  // type 1
  AccountId account;
  std::uint32_t amk_version;         // a
  std::uint32_t credential_version;  // v
};
struct RecoveryWrapBinding {  // type 2
  AccountId account;
  std::uint32_t amk_version;       // a
  std::uint32_t recovery_version;  // r
};

Wrap wrap_master_key(const PasswordKek& kek, const MasterKey& key, const PasswordWrapBinding& binding,
                     Random& random);
Wrap wrap_master_key(const RecoveryKek& kek, const MasterKey& key, const RecoveryWrapBinding& binding,
                     Random& random);

// Fault::malformed for any other length or version byte, Fault::unauthenticated for another key or binding.
Result<MasterKey> unwrap_master_key(const PasswordKek& kek, View wrap, const PasswordWrapBinding& binding);
Result<MasterKey> unwrap_master_key(const RecoveryKek& kek, View wrap, const RecoveryWrapBinding& binding);

}  // namespace portal
