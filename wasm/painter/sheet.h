// What a scene draws on, in the page's own pixels, with its colours and letters. Marks in device pixels come
// of it.
#pragma once

#include <array>
#include <functional>
#include <string_view>

#include "wasm/painter/display_list.h"

namespace portal::painter {

// The page's colours, by the names and in the order that web/painter/look.js has.
enum class Ink { ground, paper, ink, soft, line, edge, hover, accent, on_accent, tint, danger, good, warn };
constexpr std::size_t kInks = 13;

enum class Hand { plain, strong };
constexpr std::size_t kHands = 2;

struct Look {
  float ratio = 1;  // device pixels to one of the page's
  std::array<std::uint32_t, kInks> inks{};
  // Browsers draw light letters otherwise than dark ones: [hand][0] is for dark ink, [hand][1] for light ink.
  std::array<std::array<std::uint32_t, 2>, kHands> fonts{};
};

// How far a letter of a font reaches, in device pixels.
using Advance = std::function<float(std::uint32_t font, std::uint32_t code)>;

class Sheet {
 public:
  Sheet(const Look& look, Advance advance, float width, float height);

  float width() const { return width_; }
  float height() const { return height_; }

  void fill(const Box& box, float radius, Ink ink, float opacity = 1);
  void stroke(const Box& box, float radius, float thickness, Ink ink);
  void path(const std::vector<Point>& points, float thickness, Ink ink);
  void text(float x, float baseline, std::string_view utf8, Hand hand, Ink ink);
  float width_of(std::string_view utf8, Hand hand) const;

  const std::vector<Mark>& marks() const { return marks_; }

 private:
  Box in_device_pixels(const Box& box) const;
  std::uint32_t colour(Ink ink) const { return look_.inks[static_cast<std::size_t>(ink)]; }

  const Look& look_;
  Advance advance_;
  float width_;
  float height_;
  std::vector<Mark> marks_;
};

}  // namespace portal::painter
