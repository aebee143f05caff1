// libsodium's sealed box (crypto_box_seal), for one secret of 32 bytes:
//
//   ephemeral public key (32) ‖ XSalsa20-Poly1305 box of the secret (48)
//
// the nonce being BLAKE2b-192(ephemeral public key ‖ recipient's public key). Who opens it learns nothing
// about who sealed it.
#pragma once

#include "shared/base/fixed.h"
#include "shared/base/random.h"
#include "shared/base/result.h"
#include "shared/base/secret.h"

namespace portal {

using BoxPublicKey = Fixed<32>;  // X25519
using SealedBox = Fixed<80>;

struct BoxKeyPair {
  BoxPublicKey public_key;
  Secret secret_key;  // 32
};
BoxKeyPair make_box_key_pair(Random& random);

// Fault::malformed for a public key of low order: anybody could open what is sealed for it.
Result<SealedBox> seal_box(const BoxPublicKey& recipient, View secret, Random& random);

// Fault::unauthenticated: not sealed for this key, or changed on the way.
Result<Secret> open_box(const BoxKeyPair& recipient, const SealedBox& sealed);

}  // namespace portal
