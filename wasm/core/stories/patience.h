// How long a story goes on when nothing is heard.
#pragma once

#include <cstdint>

#include "shared/base/fault.h"

namespace portal::core {

inline constexpr std::uint32_t kPatience = 3;  // repeats before the person is told about the silence
inline constexpr std::uint64_t kLookAgainAfter = 5000;

// The request may have taken effect all the same: it is repeated.
inline bool may_have_been_lost(Fault fault) {
  return fault == Fault::unreachable || fault == Fault::unavailable;
}
// Likewise, where a repeat does no harm whatever came back.
inline bool may_be_repeated(Fault fault) {
  return may_have_been_lost(fault) || fault == Fault::incident || fault == Fault::slow_down;
}

}  // namespace portal::core
