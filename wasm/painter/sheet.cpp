#include "wasm/painter/sheet.h"

#include <cmath>

namespace portal::painter {
namespace {

constexpr int kQuarters = 4;  // a font has a number for each quarter of a pixel (web/painter/glyphs.js)
constexpr std::uint32_t kReplacement = 0xFFFD;

// The next code point; what is no UTF-8 becomes a replacement character.
std::uint32_t take_letter(std::string_view& left) {
  const auto first = static_cast<std::uint8_t>(left.front());
  left.remove_prefix(1);
  if (first < 0x80) return first;
  const std::size_t more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : first >= 0xC0 ? 1 : 0;
  if (more == 0 || left.size() < more) return kReplacement;
  std::uint32_t code = first & (0x3Fu >> more);
  for (std::size_t i = 0; i < more; ++i) {
    const auto next = static_cast<std::uint8_t>(left[i]);
    if ((next & 0xC0) != 0x80) return kReplacement;
    code = (code << 6) | (next & 0x3F);
  }
  left.remove_prefix(more);
  return code <= 0x10FFFF ? code : kReplacement;
}

bool is_light(std::uint32_t colour) {
  const auto part = [colour](int shift) { return static_cast<float>((colour >> shift) & 255); };
  return part(0) * 0.3F + part(8) * 0.59F + part(16) * 0.11F > 128;
}

}  // namespace

Sheet::Sheet(const Look& look, Advance advance, float width, float height)
    : look_(look), advance_(std::move(advance)), width_(width), height_(height) {}

void Sheet::fill(const Box& box, float radius, Ink ink, float opacity) {
  const auto alpha = static_cast<std::uint32_t>(std::lround(static_cast<float>(colour(ink) >> 24) * opacity));
  marks_.push_back(
      Fill{in_device_pixels(box), radius * look_.ratio, 15, (colour(ink) & 0xFFFFFFu) | (alpha << 24)});
}

void Sheet::stroke(const Box& box, float radius, float thickness, Ink ink) {
  const float width = std::max(1.0F, std::round(thickness * look_.ratio));
  marks_.push_back(Stroke{in_device_pixels(box), radius * look_.ratio, width, colour(ink)});
}

void Sheet::path(const std::vector<Point>& points, float thickness, Ink ink) {
  Path path{thickness * look_.ratio, colour(ink), {}};
  for (const auto& [x, y] : points) path.points.push_back({x * look_.ratio, y * look_.ratio});
  marks_.push_back(std::move(path));
}

void Sheet::text(float x, float baseline, std::string_view utf8, Hand hand, Ink ink) {
  const auto& fonts = look_.fonts[static_cast<std::size_t>(hand)];
  const std::uint32_t font = fonts[is_light(colour(ink)) ? 1 : 0];
  std::array<Text, kQuarters> by_quarter{};
  float place = x * look_.ratio;
  while (!utf8.empty()) {
    const std::uint32_t code = take_letter(utf8);
    const auto at = std::lround(place * kQuarters);
    const auto quarter = static_cast<std::size_t>(at & (kQuarters - 1));
    if (code > ' ') by_quarter[quarter].letters.push_back({code, static_cast<float>(at >> 2)});
    place += advance_(font, code);
  }
  for (std::uint32_t quarter = 0; quarter < kQuarters; ++quarter) {
    Text& text = by_quarter[quarter];
    if (text.letters.empty()) continue;
    text.font = font + quarter;
    text.colour = colour(ink);
    text.baseline = std::round(baseline * look_.ratio);
    marks_.push_back(std::move(text));
  }
}

float Sheet::width_of(std::string_view utf8, Hand hand) const {
  float width = 0;
  while (!utf8.empty()) width += advance_(look_.fonts[static_cast<std::size_t>(hand)][0], take_letter(utf8));
  return width / look_.ratio;
}

// Edges lie on whole device pixels.
Box Sheet::in_device_pixels(const Box& box) const {
  const auto snap = [this](float at) { return std::round(at * look_.ratio); };
  return {snap(box.x), snap(box.y), snap(box.x + box.width) - snap(box.x),
          snap(box.y + box.height) - snap(box.y)};
}

}  // namespace portal::painter
