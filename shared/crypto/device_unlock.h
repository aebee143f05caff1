// "Stay signed in on this device": what the device keeps opens only together with the share that the server
// keeps, and the server can end that at any time.
//
//   unlock key = KDF(x ‖ share, "device-unlock", account ‖ SHA-256(T))   seals the master key
//   token key  = KDF(x, "device-token", account)                         seals T
//   both sealed as 01 ‖ nonce (24) ‖ XChaCha20-Poly1305(…): 73 bytes
#pragma once

#include "shared/base/fixed.h"
#include "shared/base/random.h"
#include "shared/base/result.h"
#include "shared/crypto/hash.h"
#include "shared/crypto/keys.h"

namespace portal {

struct DeviceSecret {  // x: kept by the device, under a key that no program can read where there is one
  Secret bytes;        // 32
};
struct DeviceToken {  // T: names the device to the server, which keeps its SHA-256
  Secret bytes;       // 32
};
using DeviceShare = Fixed<32>;  // the server's half; useless without x
using DeviceBlob = Fixed<73>;

struct DeviceBinding {
  AccountId account;
  Sha256 token_hash;
  std::uint32_t amk_version;         // a
  std::uint32_t credential_version;  // v
};

// What the place binds x to when it keeps it: "portal/v1 device-x" ‖ 00 ‖ account.
Bytes device_secret_data(const AccountId& account);

DeviceBlob seal_for_device(const DeviceSecret& secret, const DeviceShare& share, const MasterKey& key,
                           const DeviceBinding& binding, Random& random);
// Fault::malformed for any other length or version byte, Fault::unauthenticated for another key or binding.
Result<MasterKey> open_on_device(const DeviceSecret& secret, const DeviceShare& share, View sealed,
                                 const DeviceBinding& binding);

DeviceBlob seal_device_token(const DeviceSecret& secret, const AccountId& account, const DeviceToken& token,
                             Random& random);
Result<DeviceToken> open_device_token(const DeviceSecret& secret, const AccountId& account, View sealed);

}  // namespace portal
