// ristretto255 (RFC 9496) as RFC 9497 and RFC 9807 use it: what comes in is checked, what fails is not read.
#pragma once

#include <cstddef>

#include "shared/base/bytes.h"
#include "shared/base/fixed.h"
#include "shared/base/random.h"
#include "shared/base/result.h"
#include "shared/base/secret.h"

namespace portal::opaque {

struct Element {  // the canonical encoding of an element that is not the identity
  Fixed<32> bytes;
  bool operator==(const Element&) const = default;
};

struct Scalar {  // little-endian, 0 < s < L
  Secret bytes;  // 32
};

Result<Element> decode_element(View bytes);
Result<Scalar> decode_scalar(View bytes);

Scalar random_scalar(Random& random);  // draws 64 bytes and reduces them: uniform
Result<Scalar> invert(const Scalar& scalar);

// Fault::malformed instead of the identity.
Result<Element> multiply(const Scalar& scalar, const Element& element);
Result<Element> multiply_base(const Scalar& scalar);

// RFC 9380 §5.3.1 with SHA-512. Fault::malformed for a DST over 255 bytes or more than 255·64 bytes out.
Result<Secret> expand_message_xmd(View message, View dst, std::size_t size);

// RFC 9497 §4.1; `dst` in full.
Result<Element> hash_to_group(View input, View dst);
Result<Scalar> hash_to_scalar(View input, View dst);  // Fault::malformed instead of zero

}  // namespace portal::opaque
