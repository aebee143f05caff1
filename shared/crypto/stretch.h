// Argon2id as OPAQUE's key stretching function: one lane, salt of 16 zero bytes, 64 bytes out.
#pragma once

#include <cstdint>

#include "shared/base/result.h"
#include "shared/base/secret.h"

namespace portal {

// There is no default cost on purpose. Fault::malformed without input, below 1 iteration or 8 KiB,
// Fault::no_memory if this machine cannot give the memory.
Result<Secret> stretch_argon2id(const Secret& input, std::uint32_t iterations, std::uint32_t memory_kib);

}  // namespace portal
