// SHA-2 and HMAC over any number of parts, as if they were joined.
#pragma once

#include <initializer_list>

#include "shared/base/bytes.h"
#include "shared/base/fixed.h"
#include "shared/base/secret.h"

namespace portal {

using Sha256 = Fixed<32>;

Sha256 sha256(View bytes);
Sha256 sha256(std::initializer_list<View> parts);

Secret sha512(std::initializer_list<View> parts);  // 64 bytes

// RFC 2104 with keys of any length.
Secret hmac_sha256(View key, std::initializer_list<View> parts);  // 32 bytes
Secret hmac_sha512(View key, std::initializer_list<View> parts);  // 64 bytes

}  // namespace portal
