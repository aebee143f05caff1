#include "shared/base/bytes.h"

namespace portal {

Bytes join(std::initializer_list<View> parts) {
  std::size_t size = 0;
  for (View part : parts) size += part.size();
  Bytes joined;
  joined.reserve(size);
  for (View part : parts) append(joined, part);
  return joined;
}

void append(Bytes& to, View more) {
  to.insert(to.end(), more.begin(), more.end());
}

void append_u16be(Bytes& to, std::uint16_t value) {
  for (int shift : {8, 0}) to.push_back(static_cast<std::uint8_t>(value >> shift));
}

void append_u32be(Bytes& to, std::uint32_t value) {
  for (int shift = 24; shift >= 0; shift -= 8) to.push_back(static_cast<std::uint8_t>(value >> shift));
}

void append_u64be(Bytes& to, std::uint64_t value) {
  for (int shift = 56; shift >= 0; shift -= 8) to.push_back(static_cast<std::uint8_t>(value >> shift));
}

bool equal_in_constant_time(View a, View b) {
  if (a.size() != b.size()) return false;
  std::uint8_t difference = 0;
  for (std::size_t i = 0; i < a.size(); ++i)
    difference = static_cast<std::uint8_t>(difference | (a[i] ^ b[i]));
  return difference == 0;
}

}  // namespace portal
