// Randomness is an argument: whoever needs it is given a source, so that tests can fix it.
#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "shared/base/bytes.h"
#include "shared/base/secret.h"

namespace portal {

class Random {
 public:
  virtual ~Random() = default;
  virtual void fill(std::span<std::uint8_t> bytes) = 0;

  Bytes make_bytes(std::size_t size);
  Secret make_secret(std::size_t size);
};

// The machine's own: libsodium's randombytes.
class SystemRandom final : public Random {
 public:
  void fill(std::span<std::uint8_t> bytes) override;
};

}  // namespace portal
