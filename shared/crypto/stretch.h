// What a password is stretched by. The client has it done elsewhere, in a Worker that is thrown away
// (wasm/stretch): these are for tests and for other machines.
#pragma once

#include <cstdint>

#include "shared/base/result.h"
#include "shared/base/secret.h"

namespace portal {

// Argon2id as OPAQUE's key stretching function: one lane, salt of 16 zero bytes, 64 bytes out.
// There is no default cost on purpose. Fault::malformed without input, below 1 iteration or 8 KiB,
// Fault::no_memory if this machine cannot give the memory.
Result<Secret> stretch_argon2id(const Secret& input, std::uint32_t iterations, std::uint32_t memory_kib);

struct ScryptCost {
  std::uint32_t log2_n;
  std::uint32_t r;
  std::uint32_t p;
  bool operator==(const ScryptCost&) const = default;
};
// RFC 7914; 32 bytes out. Fault::no_memory: it takes 128·r·(N + p) bytes.
Result<Secret> stretch_scrypt(const Secret& input, View salt, const ScryptCost& cost);

}  // namespace portal
