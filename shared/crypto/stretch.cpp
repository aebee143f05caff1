#include "shared/crypto/stretch.h"

#include <sodium.h>

namespace portal {

Result<Secret> stretch_argon2id(const Secret& input, std::uint32_t iterations, std::uint32_t memory_kib) {
  if (input.empty() || iterations < 1 || memory_kib < 8 || memory_kib > UINT32_MAX / 1024)
    return Fault::malformed;
  const std::uint8_t salt[crypto_pwhash_argon2id_SALTBYTES] = {};
  Secret stretched(64);
  const int failed = crypto_pwhash(stretched.reveal().data(), stretched.size(),
                                   reinterpret_cast<const char*>(input.reveal().data()), input.size(), salt,
                                   iterations, std::size_t{memory_kib} * 1024, crypto_pwhash_ALG_ARGON2ID13);
  if (failed) return Fault::no_memory;
  return stretched;
}

Result<Secret> stretch_scrypt(const Secret& input, View salt, const ScryptCost& cost) {
  if (cost.log2_n < 1 || cost.log2_n > 31 || cost.r == 0 || cost.p == 0) return Fault::malformed;
  Secret stretched(32);
  if (crypto_pwhash_scryptsalsa208sha256_ll(input.reveal().data(), input.size(), salt.data(), salt.size(),
                                            std::uint64_t{1} << cost.log2_n, cost.r, cost.p,
                                            stretched.reveal().data(), stretched.size()) != 0)
    return Fault::no_memory;
  return stretched;
}

}  // namespace portal
