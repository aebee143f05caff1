// Where bytes go as they are made.
#pragma once

#include <algorithm>

#include "shared/base/bytes.h"

namespace portal::archive {

class Sink {
 public:
  virtual ~Sink() = default;
  virtual void write(View part) = 0;
};

inline constexpr std::size_t kPartSize = 1 << 20;

// Gathers small writes to parts of exactly 1 MiB; `flush` hands on the last, shorter one.
class PartSink final : public Sink {
 public:
  explicit PartSink(Sink& to) : to_(to) {}

  void write(View bytes) override {
    while (!bytes.empty()) {
      const View piece = bytes.first(std::min(bytes.size(), kPartSize - part_.size()));
      append(part_, piece);
      bytes = bytes.subspan(piece.size());
      if (part_.size() == kPartSize) flush();
    }
  }
  void flush() {
    if (!part_.empty()) to_.write(part_);
    part_.clear();
  }

 private:
  Sink& to_;
  Bytes part_;
};

}  // namespace portal::archive
