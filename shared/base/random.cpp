#include "shared/base/random.h"

#include <sodium.h>

namespace portal {

Bytes Random::make_bytes(std::size_t size) {
  Bytes bytes(size);
  fill(bytes);
  return bytes;
}

Secret Random::make_secret(std::size_t size) {
  Secret secret(size);
  fill(secret.reveal());
  return secret;
}

void SystemRandom::fill(std::span<std::uint8_t> bytes) {
  randombytes_buf(bytes.data(), bytes.size());
}

}  // namespace portal
