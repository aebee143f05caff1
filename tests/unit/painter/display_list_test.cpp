#include "wasm/painter/display_list.h"

#include <cmath>
#include <cstring>
#include <doctest/doctest.h>
#include <limits>

namespace portal::painter {
namespace {

std::uint32_t bits(float number) {
  std::uint32_t word = 0;
  std::memcpy(&word, &number, sizeof word);
  return word;
}

std::vector<std::uint32_t> fill(float x = 1, float width = 3) {
  return {1, bits(x), bits(2), bits(width), bits(4), bits(5), 15, 0xff010203};
}

std::vector<std::uint32_t> text(std::uint32_t code = 'A') {
  return {4, 7, 0xff000000, bits(20), 2, code, bits(10), 'b', bits(18.5F)};
}

TEST_CASE("an empty list paints nothing") {
  const auto marks = read_display_list({});
  REQUIRE(marks);
  CHECK(marks->empty());
}

TEST_CASE("marks come in their order, with what they were given") {
  auto words = fill();
  for (const auto word : text()) words.push_back(word);
  const auto marks = read_display_list(words);
  REQUIRE(marks);
  REQUIRE(marks->size() == 2);
  const auto& box = std::get<Fill>((*marks)[0]);
  CHECK(box.box.x == 1);
  CHECK(box.box.y == 2);
  CHECK(box.box.width == 3);
  CHECK(box.box.height == 4);
  CHECK(box.radius == 5);
  CHECK(box.corners == 15);
  CHECK(box.colour == 0xff010203);
  const auto& line = std::get<Text>((*marks)[1]);
  CHECK(line.font == 7);
  CHECK(line.baseline == 20);
  REQUIRE(line.letters.size() == 2);
  CHECK(line.letters[1].code == 'b');
  CHECK(line.letters[1].x == 18.5F);
}

TEST_CASE("every kind of mark is known") {
  const auto box = std::vector<std::uint32_t>{bits(0), bits(0), bits(9), bits(9)};
  const auto kind_of = [&](std::uint32_t kind, std::vector<std::uint32_t> before,
                           std::vector<std::uint32_t> after) {
    std::vector<std::uint32_t> words{kind};
    words.insert(words.end(), before.begin(), before.end());
    words.insert(words.end(), box.begin(), box.end());
    words.insert(words.end(), after.begin(), after.end());
    const auto marks = read_display_list(words);
    return marks && marks->size() == 1 ? marks->front().index() : std::variant_npos;
  };
  CHECK(kind_of(2, {}, {bits(8), bits(1), 1}) == Mark(Stroke{}).index());
  CHECK(kind_of(3, {}, {bits(8), bits(24), 1}) == Mark(Shadow{}).index());
  CHECK(kind_of(5, {12}, {1}) == Mark(Picture{}).index());
  CHECK(kind_of(6, {}, {bits(2), 1}) == Mark(Tick{}).index());
}

TEST_CASE("a path goes through its points") {
  const auto marks =
      read_display_list(std::vector<std::uint32_t>{7, bits(2), 9, 2, bits(1), bits(2), bits(3), bits(4)});
  REQUIRE(marks);
  const auto& path = std::get<Path>(marks->front());
  CHECK(path.thickness == 2);
  CHECK(path.colour == 9);
  REQUIRE(path.points.size() == 2);
  CHECK(path.points[0].y == 2);
  CHECK(path.points[1].x == 3);
}

TEST_CASE("half a mark is no list") {
  for (const auto& whole : {fill(), text()}) {
    for (std::size_t size = 1; size < whole.size(); ++size) {
      CAPTURE(size);
      CHECK_FALSE(read_display_list(std::span(whole).first(size)));
    }
  }
}

TEST_CASE("an unknown kind is no list") {
  for (const std::uint32_t kind : {0u, 8u, UINT32_MAX}) {
    auto words = fill();
    words[0] = kind;
    CHECK_FALSE(read_display_list(words));
  }
}

TEST_CASE("places are numbers, and not out of this world") {
  for (const float x : {std::nanf(""), std::numeric_limits<float>::infinity(), 2.0e6F}) {
    CHECK_FALSE(read_display_list(fill(x)));
  }
  CHECK(read_display_list(fill(-40)));
  CHECK_FALSE(read_display_list(fill(0, -1)));
}

TEST_CASE("a count that is not there asks for no memory") {
  auto words = text();
  words[4] = UINT32_MAX;
  CHECK_FALSE(read_display_list(words));
}

TEST_CASE("a letter is a code point") {
  CHECK(read_display_list(text(0x10FFFF)));
  CHECK_FALSE(read_display_list(text(0x110000)));
}

TEST_CASE("corners are four") {
  auto words = fill();
  words[6] = 16;
  CHECK_FALSE(read_display_list(words));
}

}  // namespace
}  // namespace portal::painter
