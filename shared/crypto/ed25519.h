// Ed25519 (RFC 8032) signatures.
#pragma once

#include "shared/base/bytes.h"
#include "shared/base/fixed.h"
#include "shared/base/secret.h"

namespace portal {

struct VerifyKey {  // public
  Fixed<32> bytes;
  bool operator==(const VerifyKey&) const = default;
};

struct SigningKey {
  Secret secret;  // 64: seed ‖ public key
  VerifyKey verify_key;
};

using Signature = Fixed<64>;

SigningKey signing_key_from_seed(const Secret& seed);  // 32 bytes
Signature sign(const SigningKey& key, View message);

// False also for keys of small order, non-canonical keys or signatures, and any other length than 64.
bool verifies(const VerifyKey& key, View message, View signature);

}  // namespace portal
