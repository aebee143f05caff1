#include "wasm/painter/scenes/time_axis.h"

#include <algorithm>
#include <array>
#include <chrono>
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

std::vector<Label> labels(double from, double to, const std::vector<Month>& months = kMonths) {
  Look look;
  look.inks.fill(0xFF000000);
  Sheet sheet(
      look, [](std::uint32_t, std::uint32_t) { return kLetter; }, 800, 228);
  paint_time(sheet, {from, to, 0, 800, 200}, months);
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

std::string words_of(double from, double to, const std::vector<Month>& months = kMonths) {
  std::string all;
  for (const Label& label : labels(from, to, months)) all += (all.empty() ? "" : "|") + label.words;
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

TEST_CASE("of many months the same are named in every year") {
  using namespace std::chrono;
  std::vector<Month> months;
  const std::array names{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  for (int i = 0; i < 48; ++i) {
    const sys_days begins = year{2022 + i / 12} / (i % 12 + 1) / 1;
    months.push_back(
        {static_cast<double>(begins.time_since_epoch().count()) * kDay,
         std::string(names[static_cast<std::size_t>(i) % 12]) + " " + std::to_string(22 + i / 12)});
  }
  const auto begin = [&](std::size_t month) { return months[month].begins; };
  CHECK(words_of(begin(10), begin(46), months) ==
        "Jan 23|Apr 23|Jul 23|Oct 23|Jan 24|Apr 24|Jul 24|Oct 24|Jan 25|Apr 25|Jul 25");
  CHECK(words_of(begin(10) + kDay, begin(24), months) == "Jan 23|Mar 23|May 23|Jul 23|Sep 23|Nov 23");
  CHECK(words_of(begin(1), begin(9), months) == "Feb 22|Mar 22|Apr 22|May 22|Jun 22|Jul 22|Aug 22|Sep 22");
  // So narrow that no named month is in view, there is another.
  Look look;
  Sheet sheet(
      look, [](std::uint32_t, std::uint32_t) { return kLetter; }, 80, 228);
  paint_time(sheet, {begin(1), begin(6), 0, 80, 200}, months);
  CHECK(std::count_if(sheet.marks().begin(), sheet.marks().end(),
                      [](const Mark& mark) { return std::get_if<Text>(&mark); }) == 1);
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
