// The one form of everything sealed with XChaCha20-Poly1305: 01 ‖ nonce (24) ‖ ciphertext ‖ tag (16).
//
// For this folder only: the rest of the project seals through wrap.h and seal.h, where keys have types.
#pragma once

#include "shared/base/bytes.h"
#include "shared/base/random.h"
#include "shared/base/result.h"
#include "shared/base/secret.h"

namespace portal {

inline constexpr std::size_t kSealOverhead = 1 + 24 + 16;

Bytes aead_seal(const Secret& key, View associated_data, View plaintext, Random& random);

// Fault::malformed if it cannot be such a thing, Fault::unauthenticated if it is not from this key for this
// associated data.
Result<Secret> aead_open(const Secret& key, View associated_data, View sealed);

}  // namespace portal
