// CRC-32 as ZIP has it (ISO 3309, reflected polynomial EDB88320).
#pragma once

#include "shared/base/bytes.h"

namespace portal::archive {

class Crc32 {
 public:
  void update(View bytes);
  std::uint32_t value() const { return ~state_; }

 private:
  std::uint32_t state_ = 0xffffffffu;
};

}  // namespace portal::archive
