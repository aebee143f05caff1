// Padding that leaves little to be read from a length: PADMÉ (Nikitin et al., PETS 2019, Algorithm 1).
//
//   padded = content ‖ 80 ‖ 00…   to 256 bytes, or to PADMÉ(size + 1) if that is more
#pragma once

#include <cstddef>

#include "shared/base/bytes.h"
#include "shared/base/result.h"
#include "shared/base/secret.h"

namespace portal {

inline constexpr std::size_t kLeastPadded = 256;

// The next length of which only the first few bits may be set; at most 12 % more.
std::uint64_t padme(std::uint64_t length);
std::size_t padded_size(std::size_t content);

Secret pad(View content);

// Fault::malformed unless `pad` gives exactly these bytes for some content.
Result<Secret> unpad(View padded);

}  // namespace portal
