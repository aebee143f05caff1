// libsodium's randomness in wasm: bytes of the host's generator, or a trap. Nothing is seeded or kept here.
#include <randombytes.h>
#include <stdint.h>
#include <string.h>

// Fills `size` bytes (at most 65536, getRandomValues' limit). Throws if it cannot.
__attribute__((import_module("env"), import_name("host_random"))) void host_random(void* to, size_t size);

void randombytes_buf(void* const to, const size_t size) {
  uint8_t* at = (uint8_t*)to;
  for (size_t left = size; left > 0;) {
    const size_t part = left < 65536 ? left : 65536;
    memset(at, 0, part);
    host_random(at, part);
    // A host that leaves 16 zeros in place has done nothing: better no answer than a guessable key.
    if (part >= 16) {
      uint8_t any = 0;
      for (size_t i = 0; i < 16; ++i) any |= at[i];
      if (any == 0) __builtin_trap();
    }
    at += part;
    left -= part;
  }
}

void randombytes(unsigned char* const to, const unsigned long long size) {
  randombytes_buf(to, (size_t)size);
}

uint32_t randombytes_random(void) {
  uint32_t value;
  randombytes_buf(&value, sizeof value);
  return value;
}

uint32_t randombytes_uniform(const uint32_t upper_bound) {
  if (upper_bound < 2) return 0;
  // 2^32 mod upper_bound: the values below it would make small results likelier.
  const uint32_t least = (0u - upper_bound) % upper_bound;
  uint32_t value;
  do value = randombytes_random();
  while (value < least);
  return value % upper_bound;
}

void randombytes_stir(void) {}

int randombytes_close(void) {
  return 0;
}

const char* randombytes_implementation_name(void) {
  return "host";
}
