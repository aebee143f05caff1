// Sources of randomness for tests: one that says given bytes, one that is the same in every run.
#pragma once

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <random>

#include "shared/base/random.h"

namespace portal::test {

// Gives the bytes of its script in order. Asking for more than is left ends the program: the test is wrong.
class ScriptedRandom final : public Random {
 public:
  explicit ScriptedRandom(std::initializer_list<View> script) : script_(join(script)) {}

  void fill(std::span<std::uint8_t> bytes) override {
    if (bytes.size() > script_.size() - at_) {
      std::fputs("ScriptedRandom: the script is too short\n", stderr);
      std::abort();
    }
    std::copy_n(script_.begin() + static_cast<std::ptrdiff_t>(at_), bytes.size(), bytes.begin());
    at_ += bytes.size();
  }

  bool is_used_up() const { return at_ == script_.size(); }

 private:
  Bytes script_;
  std::size_t at_ = 0;
};

class SeededRandom final : public Random {
 public:
  explicit SeededRandom(std::uint32_t seed) : engine_(seed) {}

  void fill(std::span<std::uint8_t> bytes) override {
    for (std::uint8_t& byte : bytes) byte = static_cast<std::uint8_t>(engine_());
  }
  std::size_t below(std::size_t limit) { return engine_() % limit; }

 private:
  std::mt19937 engine_;
};

}  // namespace portal::test
