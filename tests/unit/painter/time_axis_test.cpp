#include "wasm/painter/scenes/time_axis.h"

#include <doctest/doctest.h>

namespace portal::painter {
namespace {

constexpr double kDay = 86'400'000;
constexpr double kHour = kDay / 24;
constexpr float kLetter = 8;
const std::vector<Month> kMonths{{0, "Jan"}, {31 * kDay, "Feb"}, {59 * kDay, "Mar"}};

struct Label {
  float x;
  std::string words;
};

std::vector<Label> labels(double from, double to) {
  Look look;
  look.inks.fill(0xFF000000);
  Sheet sheet(
      look, [](std::uint32_t, std::uint32_t) { return kLetter; }, 800, 228);
  paint_time(sheet, {from, to, 0, 800, 200}, kMonths);
  std::vector<Label> found;
  for (const Mark& mark : sheet.marks()) {
    const auto* text = std::get_if<Text>(&mark);
    if (!text) continue;
    Label label{text->letters.front().x, {}};
    float end = label.x;
    for (const auto& [code, x] : text->letters) {
      if (x > end + kLetter / 2) label.words += ' ';
      label.words += static_cast<char>(code);
      end = x + kLetter;
    }
    found.push_back(std::move(label));
  }
  return found;
}

std::string words_of(double from, double to) {
  std::string all;
  for (const Label& label : labels(from, to)) all += (all.empty() ? "" : "|") + label.words;
  return all;
}

TEST_CASE("months, weeks, days, hours and minutes, as there is room for them") {
  CHECK(words_of(0, 59 * kDay) == "Jan|8|15|22|29|Feb|8|15|22");
  CHECK(words_of(3 * kDay, 10 * kDay) == "Jan|5|6|7|8|9|10");
  CHECK(words_of(3 * kDay + kHour, 4 * kDay + kHour) == "4 Jan|03:00|06:00|09:00|12:00|15:00|18:00|21:00");
  CHECK(words_of(31 * kDay, 31 * kDay + kHour / 6) ==
        "1 Feb|00:01|00:02|00:03|00:04|00:05|00:06|00:07|00:08|00:09");
  CHECK(words_of(32 * kDay - kHour, 32 * kDay + 5 * kHour) ==
        "1 Feb|23:30|2 Feb|00:30|01:00|01:30|02:00|02:30|03:00|03:30|04:00|04:30");
}

TEST_CASE("a month ends where the next one begins") {
  CHECK(words_of(55 * kDay, 62 * kDay) == "Feb|26|27|28|Mar|2|3");
  CHECK(words_of(59 * kDay - 5 * kHour, 59 * kDay + 5 * kHour) ==
        "28 Feb|20:00|21:00|22:00|23:00|1 Mar|01:00|02:00|03:00|04:00");
}

TEST_CASE("however near one looks: some name of a month is there, and no label lies over another") {
  for (double from = -2 * kDay; from < 60 * kDay; from += 5.3 * kDay) {
    for (double span = 59 * kDay; span > kHour / 6; span /= 1.7) {
      CAPTURE(from);
      CAPTURE(span);
      bool has_name = false;
      float free_from = 0;
      for (const auto& [x, words] : labels(from, from + span)) {
        CHECK(x >= free_from);
        free_from = x + static_cast<float>(words.size()) * kLetter;
        CHECK(free_from <= 800);
        has_name = has_name || words.find_first_of("JFM") != std::string::npos;
      }
      CHECK((has_name || from + span < 0));
    }
  }
}

TEST_CASE("without months, or beyond them, nothing is written") {
  Look look;
  Sheet sheet(
      look, [](std::uint32_t, std::uint32_t) { return kLetter; }, 800, 228);
  paint_time(sheet, {0, kDay, 0, 800, 200}, {});
  CHECK(sheet.marks().empty());
  CHECK(labels(-9 * kDay, -3 * kDay).empty());
  CHECK(labels(100 * kDay, 101 * kDay).empty());
}

}  // namespace
}  // namespace portal::painter
