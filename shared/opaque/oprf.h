// OPRF(ristretto255, SHA-512), the base mode of RFC 9497.
#pragma once

#include "shared/opaque/group.h"

namespace portal::opaque {

struct KeyPair {
  Scalar private_key;
  Element public_key;
};

// RFC 9497 §3.2.1. `seed` has 32 bytes.
Result<KeyPair> derive_key_pair(View seed, View info);

struct Blinded {
  Scalar blind;
  Element blinded_element;
};

// RFC 9497 §3.3.1. Inputs are at most 65535 bytes.
Result<Blinded> blind(View input, Random& random);
Result<Element> blind_evaluate(const Scalar& private_key, const Element& blinded_element);
Result<Secret> finalize(View input, const Scalar& blind, const Element& evaluated_element);  // 64 bytes

}  // namespace portal::opaque
