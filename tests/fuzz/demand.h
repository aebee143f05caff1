// What every fuzzer says: this must hold for whatever comes in.
#pragma once

#include <cstdio>
#include <cstdlib>

#include "shared/base/bytes.h"

namespace portal::fuzz {

inline void demand(bool holds, const char* sentence) {
  if (holds) return;
  std::fprintf(stderr, "Broken: %s\n", sentence);
  std::abort();
}

inline bool are_equal(View a, View b) {
  return text_of(a) == text_of(b);
}

}  // namespace portal::fuzz

// A fuzzer defines this one function; libFuzzer calls it with each input.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);
