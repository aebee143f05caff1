#include "shared/crypto/hkdf.h"

#include <algorithm>
#include <cstdint>

#include "shared/crypto/hash.h"

namespace portal {

// HMAC pads its key with zeros, so an empty salt needs no special case.
Secret hkdf_extract(View salt, View input_key_material) {
  return hmac_sha512(salt, {input_key_material});
}

Secret hkdf_expand(View pseudorandom_key, View info, std::size_t size) {
  // RFC 5869 §2.3: T(i) = HMAC-Hash(PRK, T(i-1) | info | i)
  Secret output(size);
  Secret block;
  std::uint8_t counter = 0;
  for (std::size_t done = 0; done < size; done += block.size()) {
    ++counter;
    block = hmac_sha512(pseudorandom_key, {block.reveal(), info, {&counter, 1}});
    const std::size_t part = std::min(block.size(), size - done);
    std::copy_n(block.reveal().begin(), part, output.reveal().begin() + static_cast<std::ptrdiff_t>(done));
  }
  return output;
}

}  // namespace portal
