// Bytes that must not be copied, printed or left behind.
//
// A Secret has a fixed size, moves, and is wiped when it dies. `reveal()` is the only way in, so that every
// use can be found by searching for it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

#include "shared/base/bytes.h"

namespace portal {

class Secret {
 public:
  Secret() = default;
  explicit Secret(std::size_t size);  // zeros
  explicit Secret(View bytes);        // a copy: the caller wipes its own
  Secret(Secret&& other) noexcept;
  Secret& operator=(Secret&& other) noexcept;
  Secret(const Secret&) = delete;
  Secret& operator=(const Secret&) = delete;
  ~Secret();

  View reveal() const { return {bytes_.get(), size_}; }
  std::span<std::uint8_t> reveal() { return {bytes_.get(), size_}; }
  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  Secret duplicate() const { return Secret(reveal()); }

 private:
  void wipe();

  std::unique_ptr<std::uint8_t[]> bytes_;
  std::size_t size_ = 0;
};

Secret join_secret(std::initializer_list<View> parts);

// Overwrites memory in a way that the optimiser keeps.
void wipe(std::span<std::uint8_t> bytes);

}  // namespace portal
