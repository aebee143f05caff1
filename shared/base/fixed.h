// Byte strings of one exact length.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

#include "shared/base/bytes.h"
#include "shared/base/result.h"

namespace portal {

template <std::size_t size>
using Fixed = std::array<std::uint8_t, size>;

// The bytes as they are if there are exactly `size`, else Fault::malformed.
template <std::size_t size>
Result<Fixed<size>> fixed(View bytes) {
  if (bytes.size() != size) return Fault::malformed;
  Fixed<size> copy;
  std::copy(bytes.begin(), bytes.end(), copy.begin());
  return copy;
}

template <std::size_t... sizes>
Fixed<(sizes + ...)> join_fixed(const Fixed<sizes>&... parts) {
  Fixed<(sizes + ...)> joined;
  auto to = joined.begin();
  ((to = std::copy(parts.begin(), parts.end(), to)), ...);
  return joined;
}

}  // namespace portal
