#include "shared/crypto/padding.h"

#include <algorithm>
#include <bit>

namespace portal {
namespace {

constexpr std::uint8_t kMark = 0x80;

}  // namespace

std::uint64_t padme(std::uint64_t length) {
  if (length < 2) return length;
  const auto exponent = static_cast<std::uint64_t>(std::bit_width(length)) - 1;   // E = ⌊log2 L⌋
  const auto significant = static_cast<std::uint64_t>(std::bit_width(exponent));  // S = ⌊log2 E⌋ + 1
  const std::uint64_t mask = (std::uint64_t{1} << (exponent - significant)) - 1;  // 2^(E − S) − 1
  return (length + mask) & ~mask;
}

std::size_t padded_size(std::size_t content) {
  return std::max(kLeastPadded, static_cast<std::size_t>(padme(std::uint64_t{content} + 1)));
}

Secret pad(View content) {
  Secret padded(padded_size(content.size()));
  std::copy(content.begin(), content.end(), padded.reveal().begin());
  padded.reveal()[content.size()] = kMark;
  return padded;
}

Result<Secret> unpad(View padded) {
  std::size_t size = padded.size();
  while (size > 0 && padded[size - 1] == 0) --size;
  if (size == 0 || padded[size - 1] != kMark) return Fault::malformed;
  const View content = padded.first(size - 1);
  if (padded_size(content.size()) != padded.size()) return Fault::malformed;
  return Secret(content);
}

}  // namespace portal
