// Time, in milliseconds.
#pragma once

#include <chrono>
#include <cstdint>

namespace portal::cli {

template <class Clock>
std::uint64_t milliseconds_of() {
  return static_cast<std::uint64_t>(
      std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now().time_since_epoch()).count());
}
inline std::uint64_t unix_now() {
  return milliseconds_of<std::chrono::system_clock>();
}
inline std::uint64_t steady_now() {
  return milliseconds_of<std::chrono::steady_clock>();
}

}  // namespace portal::cli
