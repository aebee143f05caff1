// What is to be painted, as the page measured it: a list of marks in device pixels, in the order of painting.
//
// A list is 32-bit words, floats among them by their bits. Each mark begins with its kind:
//   1 fill     x y width height radius corners colour
//              corners: 1 top left, 2 top right, 4 bottom left, 8 bottom right
//   2 stroke   x y width height radius thickness colour    inside of the box
//   3 shadow   x y width height radius blur colour
//   4 text     font colour baseline count, then count × (code point, x of its origin)
//   5 picture  number x y width height colour
//   6 tick     x y width height thickness colour
//   7 path     thickness colour count, then count × (x, y)
// Colours are 0xAABBGGRR, not premultiplied. Words of a person's own fields are never in a list.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <variant>
#include <vector>

namespace portal::painter {

struct Box {
  float x, y, width, height;
};

struct Fill {
  Box box;
  float radius;
  std::uint32_t corners;
  std::uint32_t colour;
};

struct Stroke {
  Box box;
  float radius;
  float thickness;
  std::uint32_t colour;
};

struct Shadow {
  Box box;
  float radius;
  float blur;
  std::uint32_t colour;
};

struct Letter {
  std::uint32_t code;
  float x;
};

struct Text {
  std::uint32_t font;
  std::uint32_t colour;
  float baseline;
  std::vector<Letter> letters;
};

struct Picture {
  std::uint32_t number;
  Box box;
  std::uint32_t colour;
};

struct Tick {
  Box box;
  float thickness;
  std::uint32_t colour;
};

struct Point {
  float x, y;
};

struct Path {
  float thickness;
  std::uint32_t colour;
  std::vector<Point> points;
};

using Mark = std::variant<Fill, Stroke, Shadow, Text, Picture, Tick, Path>;

// Strict: an unknown kind, a size below 0, a number that is none, or half a mark make it no list at all.
std::optional<std::vector<Mark>> read_display_list(std::span<const std::uint32_t> words);

}  // namespace portal::painter
