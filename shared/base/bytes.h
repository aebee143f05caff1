// Byte strings: owned, viewed, joined and compared.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace portal {

using Bytes = std::vector<std::uint8_t>;
using View = std::span<const std::uint8_t>;

inline View view_of(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}
inline std::string_view text_of(View bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}
inline Bytes bytes_of(std::string_view text) {
  return {text.begin(), text.end()};
}
inline Bytes copy_of(View bytes) {
  return {bytes.begin(), bytes.end()};
}

Bytes join(std::initializer_list<View> parts);

void append(Bytes& to, View more);
void append_u16be(Bytes& to, std::uint16_t value);
void append_u32be(Bytes& to, std::uint32_t value);
void append_u64be(Bytes& to, std::uint64_t value);

// Takes the same time for equal lengths wherever the bytes differ.
bool equal_in_constant_time(View a, View b);

}  // namespace portal
