// HKDF (RFC 5869) with SHA-512.
#pragma once

#include <cstddef>

#include "shared/base/bytes.h"
#include "shared/base/secret.h"

namespace portal {

// The pseudorandom key, 64 bytes. An empty salt stands for 64 zero bytes (RFC 5869 §2.2).
Secret hkdf_extract(View salt, View input_key_material);

// `size` is at most 255·64 (RFC 5869 §2.3); sizes in this project are constants.
Secret hkdf_expand(View pseudorandom_key, View info, std::size_t size);

}  // namespace portal
