#include "wasm/painter/display_list.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace portal::painter {
namespace {

constexpr float kFarthest = 1.0e6F;
constexpr std::uint32_t kLastCodePoint = 0x10FFFF;
constexpr std::uint32_t kAllCorners = 15;

class Reader {
 public:
  explicit Reader(std::span<const std::uint32_t> words) : left_(words) {}

  bool is_at_end() const { return left_.empty(); }
  bool is_good() const { return is_good_; }
  std::size_t words_left() const { return left_.size(); }

  std::uint32_t word(std::uint32_t most = UINT32_MAX) {
    if (left_.empty()) return refuse();
    const std::uint32_t word = left_.front();
    left_ = left_.subspan(1);
    return word <= most ? word : refuse();
  }

  float place() {
    const std::uint32_t bits = word();
    float number = 0;
    std::memcpy(&number, &bits, sizeof number);
    if (std::isfinite(number) && std::fabs(number) <= kFarthest) return number;
    refuse();
    return 0;
  }

  float size() {
    const float size = place();
    if (size < 0) refuse();
    return size;
  }

  // In this order, whatever the order of evaluation: braces keep it.
  Box box() { return Box{place(), place(), size(), size()}; }

 private:
  std::uint32_t refuse() {
    is_good_ = false;
    left_ = {};
    return 0;
  }

  std::span<const std::uint32_t> left_;
  bool is_good_ = true;
};

Text read_text(Reader& reader) {
  Text text{reader.word(), reader.word(), reader.place(), {}};
  const std::uint32_t count = reader.word();
  text.letters.reserve(std::min<std::size_t>(count, reader.words_left() / 2));
  for (std::uint32_t i = 0; i < count && reader.is_good(); ++i) {
    text.letters.push_back(Letter{reader.word(kLastCodePoint), reader.place()});
  }
  return text;
}

Path read_path(Reader& reader) {
  Path path{reader.size(), reader.word(), {}};
  const std::uint32_t count = reader.word();
  path.points.reserve(std::min<std::size_t>(count, reader.words_left() / 2));
  for (std::uint32_t i = 0; i < count && reader.is_good(); ++i) {
    path.points.push_back(Point{reader.place(), reader.place()});
  }
  return path;
}

std::optional<Mark> read_mark(Reader& reader) {
  switch (reader.word()) {
    case 1:
      return Fill{reader.box(), reader.size(), reader.word(kAllCorners), reader.word()};
    case 2:
      return Stroke{reader.box(), reader.size(), reader.size(), reader.word()};
    case 3:
      return Shadow{reader.box(), reader.size(), reader.size(), reader.word()};
    case 4:
      return read_text(reader);
    case 5:
      return Picture{reader.word(), reader.box(), reader.word()};
    case 6:
      return Tick{reader.box(), reader.size(), reader.word()};
    case 7:
      return read_path(reader);
    default:
      return std::nullopt;
  }
}

}  // namespace

std::optional<std::vector<Mark>> read_display_list(std::span<const std::uint32_t> words) {
  Reader reader(words);
  std::vector<Mark> marks;
  while (!reader.is_at_end()) {
    auto mark = read_mark(reader);
    if (!mark || !reader.is_good()) return std::nullopt;
    marks.push_back(std::move(*mark));
  }
  return marks;
}

}  // namespace portal::painter
