#include "shared/base/secret.h"

#include <algorithm>
#include <sodium.h>
#include <utility>

namespace portal {

void wipe(std::span<std::uint8_t> bytes) {
  sodium_memzero(bytes.data(), bytes.size());
}

Secret::Secret(std::size_t size) : bytes_(std::make_unique<std::uint8_t[]>(size)), size_(size) {}

Secret::Secret(View bytes) : Secret(bytes.size()) {
  std::copy(bytes.begin(), bytes.end(), bytes_.get());
}

Secret::Secret(Secret&& other) noexcept
    : bytes_(std::move(other.bytes_)), size_(std::exchange(other.size_, 0)) {}

Secret& Secret::operator=(Secret&& other) noexcept {
  if (this == &other) return *this;
  wipe();
  bytes_ = std::move(other.bytes_);
  size_ = std::exchange(other.size_, 0);
  return *this;
}

Secret::~Secret() {
  wipe();
}

void Secret::wipe() {
  if (bytes_) portal::wipe({bytes_.get(), size_});
}

Secret join_secret(std::initializer_list<View> parts) {
  std::size_t size = 0;
  for (View part : parts) size += part.size();
  Secret joined(size);
  auto to = joined.reveal().begin();
  for (View part : parts) to = std::copy(part.begin(), part.end(), to);
  return joined;
}

}  // namespace portal
