#include "shared/archive/crc32.h"

#include <array>

namespace portal::archive {
namespace {

// Eight tables: eight bytes are looked up at once ("slicing by 8").
using Tables = std::array<std::array<std::uint32_t, 256>, 8>;

constexpr Tables make_tables() {
  Tables tables{};
  for (std::uint32_t byte = 0; byte < 256; ++byte) {
    std::uint32_t value = byte;
    for (int bit = 0; bit < 8; ++bit) value = (value >> 1) ^ ((value & 1) ? 0xedb88320u : 0);
    tables[0][byte] = value;
  }
  for (std::size_t i = 1; i < tables.size(); ++i) {
    for (std::size_t byte = 0; byte < 256; ++byte) {
      const std::uint32_t before = tables[i - 1][byte];
      tables[i][byte] = (before >> 8) ^ tables[0][before & 0xff];
    }
  }
  return tables;
}

constexpr Tables kTables = make_tables();

}  // namespace

void Crc32::update(View bytes) {
  std::uint32_t state = state_;
  for (; bytes.size() >= 8; bytes = bytes.subspan(8)) {
    const std::uint32_t low = state ^ (bytes[0] | std::uint32_t{bytes[1]} << 8 |
                                       std::uint32_t{bytes[2]} << 16 | std::uint32_t{bytes[3]} << 24);
    state = kTables[7][low & 0xff] ^ kTables[6][(low >> 8) & 0xff] ^ kTables[5][(low >> 16) & 0xff] ^
            kTables[4][low >> 24] ^ kTables[3][bytes[4]] ^ kTables[2][bytes[5]] ^ kTables[1][bytes[6]] ^
            kTables[0][bytes[7]];
  }
  for (std::uint8_t byte : bytes) state = (state >> 8) ^ kTables[0][(state ^ byte) & 0xff];
  state_ = state;
}

}  // namespace portal::archive
