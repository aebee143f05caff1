#include "shared/archive/digests.h"

namespace portal::archive {

Sha256 Sha256Stream::finish() {
  Sha256 digest;
  crypto_hash_sha256_final(&state_, digest.data());
  return digest;
}

Blake2b512 blake2b512(View bytes) {
  Blake2b512 digest;
  crypto_generichash(digest.data(), digest.size(), bytes.data(), bytes.size(), nullptr, 0);
  return digest;
}

}  // namespace portal::archive
