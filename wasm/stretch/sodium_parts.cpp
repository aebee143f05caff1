// What libsodium's Argon2, BLAKE2b and scrypt need of the rest of libsodium, so that nothing else is linked.
#include <cstddef>

extern "C" {

void sodium_memzero(void* const bytes, const std::size_t size) {
  auto* each = static_cast<volatile unsigned char*>(bytes);
  for (std::size_t i = 0; i < size; ++i) each[i] = 0;
}

void sodium_misuse() {
  __builtin_trap();
}

}  // extern "C"
