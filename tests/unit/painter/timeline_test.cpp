#include "wasm/painter/scenes/timeline.h"

#include <algorithm>
#include <doctest/doctest.h>
#include <limits>

namespace portal::painter {
namespace {

constexpr double kDay = 86'400'000;
constexpr float kWidth = 800;
constexpr float kHeight = 228;  // 28 for the months

// Two months, two kinds, a hundred events of the first kind and one of the second, in the middle.
struct Drawn {
  Timeline timeline;
  Look look;

  static Content content() {
    Content content{{2, 0, 31 * kDay}, {"January", "February", "Sign-ins", "Saves"}};
    for (int i = 0; i <= 100; ++i) {
      content.numbers.push_back(i * kDay / 2);
      content.numbers.push_back(i == 50 ? 1 : 0);
    }
    return content;
  }

  Drawn() {
    REQUIRE(timeline.take(content()));
    look.inks.fill(0xFF000000);
  }

  std::vector<Mark> marks(float width = kWidth) {
    Sheet sheet(
        look, [](std::uint32_t, std::uint32_t) { return 8.0F; }, width, kHeight);
    timeline.paint(sheet);
    return sheet.marks();
  }

  std::optional<std::size_t> does(Gesture::Kind kind, float x = 0, float y = 0, float amount = 0) {
    return timeline.gesture({kind, x, y, amount}, kWidth, kHeight);
  }

  // The number of what is seen at the left end of the first lane.
  std::optional<std::size_t> first_seen() {
    for (float x = 132; x < kWidth; x += 4) {
      if (const auto found = does(Gesture::Kind::point, x, 50)) return found;
    }
    return std::nullopt;
  }
};

std::size_t count_of_bars(const std::vector<Mark>& marks) {
  return static_cast<std::size_t>(std::count_if(marks.begin(), marks.end(), [](const Mark& mark) {
    const auto* fill = std::get_if<Fill>(&mark);
    return fill && fill->box.width == 2 && fill->box.height >= 4;
  }));
}

TEST_CASE_FIXTURE(Drawn, "every event is a bar where there is room") {
  CHECK(count_of_bars(marks()) == 101);
}

TEST_CASE_FIXTURE(Drawn, "many events are no more bars than fit") {
  Content content{{0}, {"Sign-ins"}};
  for (int i = 0; i < 100'000; ++i) {
    content.numbers.push_back(i * 60'000.0);
    content.numbers.push_back(0);
  }
  REQUIRE(timeline.take(std::move(content)));
  CHECK(marks().size() < 500);
}

TEST_CASE_FIXTURE(Drawn, "one points at the nearest event of a lane") {
  const float middle = 132 + (kWidth - 132) / 2;
  CHECK(does(Gesture::Kind::point, middle, 150) == 50);
  CHECK(does(Gesture::Kind::point, middle + 60, 150) == std::nullopt);
  CHECK(does(Gesture::Kind::point, middle, 50) != 50);
  CHECK(does(Gesture::Kind::leave) == std::nullopt);
}

TEST_CASE_FIXTURE(Drawn, "zooming keeps what is under the pointer, panning stops at the ends") {
  const float middle = 132 + (kWidth - 132) / 2;
  does(Gesture::Kind::zoom, middle, 0, 8);
  CHECK(does(Gesture::Kind::point, middle, 150) == 50);
  CHECK(count_of_bars(marks()) < 20);
  does(Gesture::Kind::pan, 0, 0, 100'000);
  CHECK(first_seen() == 0);
  does(Gesture::Kind::pan, 0, 0, -100'000);
  CHECK(*first_seen() > 80);
  does(Gesture::Kind::leave);
  does(Gesture::Kind::all);
  CHECK(count_of_bars(marks()) == 101);
}

TEST_CASE_FIXTURE(Drawn, "keys go from one event to the next, and it is brought into view") {
  CHECK(does(Gesture::Kind::first) == 0);
  CHECK(does(Gesture::Kind::step, 0, 0, 1) == 1);
  CHECK(does(Gesture::Kind::step, 0, 0, -5) == 0);
  CHECK(does(Gesture::Kind::last) == 100);
  CHECK(does(Gesture::Kind::step, 0, 0, 1) == 100);
  does(Gesture::Kind::zoom, 132, 0, 50);
  does(Gesture::Kind::last);
  CHECK(*first_seen() > 90);
}

TEST_CASE_FIXTURE(Drawn, "what makes no sense is refused, and the picture stays") {
  const double infinity = std::numeric_limits<double>::infinity();
  const auto before = marks().size();
  const std::vector<Content> wrong{
      {{}, {}},
      {{1}, {}},
      {{0.5}, {"a"}},
      {{-1}, {"a"}},
      {{2, 0}, {"a", "b"}},
      {{0, 1}, {"a"}},
      {{0, 1, 1}, {"a"}},
      {{0, 1, -1}, {"a"}},
      {{0, 2, 0, 1, 0}, {"a"}},
      {{0, infinity, 0}, {"a"}},
      {{0, 0, std::numeric_limits<double>::quiet_NaN()}, {"a"}},
      {{1e300}, {"a"}},
  };
  for (const Content& content : wrong) {
    CAPTURE(content.numbers.size());
    CHECK_FALSE(timeline.take(content));
  }
  CHECK(marks().size() == before);
}

TEST_CASE("no events, no size: nothing goes wrong") {
  Timeline timeline;
  REQUIRE(timeline.take({{0}, {}}));
  for (std::uint32_t kind = 0; kind < kGestures; ++kind) {
    CHECK(timeline.gesture({static_cast<Gesture::Kind>(kind), 5, 5, 2}, 0, 0) == std::nullopt);
  }
  const Look look;
  Sheet sheet(
      look, [](std::uint32_t, std::uint32_t) { return 8.0F; }, 0, 0);
  timeline.paint(sheet);
  CHECK(sheet.marks().size() == 1);
}

}  // namespace
}  // namespace portal::painter
