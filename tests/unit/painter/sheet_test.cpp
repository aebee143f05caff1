#include "wasm/painter/sheet.h"

#include <doctest/doctest.h>

namespace portal::painter {
namespace {

Look look_of(float ratio, std::uint32_t ink = 0xFF102030) {
  Look look;
  look.ratio = ratio;
  look.inks.fill(ink);
  look.fonts = {{{40, 80}, {120, 160}}};
  return look;
}

float eight(std::uint32_t, std::uint32_t) {
  return 8;
}

TEST_CASE("edges lie on whole device pixels") {
  const Look look = look_of(1.5F);
  Sheet sheet(look, eight, 100, 100);
  sheet.fill({1, 1, 5, 5}, 2, Ink::ink, 0.5F);
  const auto& fill = std::get<Fill>(sheet.marks().front());
  CHECK(fill.box.x == 2);
  CHECK(fill.box.x + fill.box.width == 9);
  CHECK(fill.radius == 3);
  CHECK(fill.colour == 0x80102030);
}

TEST_CASE("letters follow each other, each in the font of its quarter of a pixel") {
  const Look look = look_of(1);
  Sheet sheet(
      look, [](std::uint32_t, std::uint32_t code) { return code == 'a' ? 8.5F : 8.0F; }, 100, 100);
  sheet.text(10, 20, "aé", Hand::plain, Ink::ink);
  REQUIRE(sheet.marks().size() == 2);
  const auto& whole = std::get<Text>(sheet.marks()[0]);
  CHECK(whole.font == 40);
  CHECK(whole.letters.front().code == 'a');
  CHECK(whole.letters.front().x == 10);
  const auto& half = std::get<Text>(sheet.marks()[1]);
  CHECK(half.font == 42);
  CHECK(half.letters.front().code == 0xE9);
  CHECK(half.letters.front().x == 18);
  CHECK(sheet.width_of("aé", Hand::plain) == 16.5F);
}

TEST_CASE("light letters have a font of their own") {
  const Look look = look_of(1, 0xFFEEEEEE);
  Sheet sheet(look, eight, 100, 100);
  sheet.text(0, 20, "a", Hand::strong, Ink::ink);
  CHECK(std::get<Text>(sheet.marks().front()).font == 160);
}

TEST_CASE("what is no UTF-8 is a letter that says so") {
  const Look look = look_of(1);
  for (const std::string_view bad : {"\x80", "\xC3", "\xE2\x82", "\xC3(", "\xF7\xBF\xBF\xBF"}) {
    Sheet sheet(look, eight, 100, 100);
    sheet.text(0, 20, bad, Hand::plain, Ink::ink);
    CHECK(std::get<Text>(sheet.marks().front()).letters.front().code == 0xFFFD);
  }
}

}  // namespace
}  // namespace portal::painter
