#include "wasm/painter/scenes/keys.h"

#include <algorithm>
#include <doctest/doctest.h>
#include <limits>

namespace portal::painter {
namespace {

// Two ways to one secret, and somebody else who reads something.
struct Pictured {
  Keys keys;
  Look look;

  static Content content() {
    return {{2, 5,                                         //
             0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 0, 0, 1, 1, 4,  // things
             0, 2, 1, 2, 3, 4},                            // arrows
            {"Yours", "Ours", "Password", "yours", "Recovery key", "yours", "Master key", "a key", "Company",
             "", "Address", "read"}};
  }
  Pictured() {
    REQUIRE(keys.take(content()));
    for (std::size_t i = 0; i < kInks; ++i) look.inks[i] = 0xFF000000u + static_cast<std::uint32_t>(i);
  }
  std::vector<Mark> marks(float width, float height) {
    Sheet sheet(
        look, [](std::uint32_t, std::uint32_t) { return 8.0F; }, width, height);
    keys.paint(sheet);
    return sheet.marks();
  }
  std::vector<Box> boxes(float width, float height) {
    std::vector<Box> boxes;
    for (const Mark& mark : marks(width, height))
      if (const auto* stroke = std::get_if<Stroke>(&mark)) boxes.push_back(stroke->box);
    return boxes;
  }
};

bool overlap(const Box& one, const Box& other) {
  return one.x < other.x + other.width && other.x < one.x + one.width && one.y < other.y + other.height &&
         other.y < one.y + one.height;
}

TEST_CASE_FIXTURE(Pictured, "every box is on the sheet, and none over another, wide and narrow") {
  for (const auto& size : {std::pair{856.0F, 520.0F}, {700.0F, 420.0F}, {343.0F, 860.0F}, {288.0F, 860.0F}}) {
    const float width = size.first, height = size.second;
    CAPTURE(width);
    const auto found = boxes(width, height);
    REQUIRE(found.size() == 5);
    for (std::size_t i = 0; i < found.size(); ++i) {
      CHECK(found[i].x >= 0);
      CHECK(found[i].x + found[i].width <= width);
      CHECK(found[i].y + found[i].height <= height);
      CHECK(found[i].width > 40);
      CHECK(found[i].height > 40);
      for (std::size_t j = 0; j < i; ++j) CHECK_FALSE(overlap(found[i], found[j]));
    }
  }
}

TEST_CASE_FIXTURE(Pictured, "columns go from left to right, and from top to bottom where it is narrow") {
  const auto wide = boxes(856, 520);
  CHECK(wide[0].x + wide[0].width < wide[2].x);
  CHECK(wide[0].y < wide[1].y);
  const auto narrow = boxes(343, 860);
  CHECK(narrow[0].y + narrow[0].height < narrow[2].y);
  CHECK(narrow[0].x < narrow[1].x);
}

TEST_CASE_FIXTURE(Pictured,
                  "what is pointed at lights up with what leads to it and from it, and nothing else") {
  const auto all = boxes(856, 520);
  const auto middle = [](const Box& box) { return Point{box.x + box.width / 2, box.y + box.height / 2}; };
  const auto count_dim = [&] {
    const auto found = marks(856, 520);
    return std::count_if(found.begin(), found.end(), [](const Mark& mark) {
      const auto* stroke = std::get_if<Stroke>(&mark);
      return stroke && stroke->colour == 0xFF000000u + static_cast<std::uint32_t>(Ink::line);
    });
  };
  CHECK(count_dim() == 0);
  const Point password = middle(all[0]);
  CHECK(keys.gesture({Gesture::Kind::point, password.x, password.y, 0}, 856, 520) == 0);
  CHECK(count_dim() == 3);
  const Point master = middle(all[2]);
  CHECK(keys.gesture({Gesture::Kind::point, master.x, master.y, 0}, 856, 520) == 2);
  CHECK(count_dim() == 2);
  CHECK(keys.gesture({Gesture::Kind::leave, 0, 0, 0}, 856, 520) == std::nullopt);
  CHECK(count_dim() == 0);
}

TEST_CASE_FIXTURE(Pictured, "keys step from thing to thing and stop at the ends") {
  const auto step = [&](Gesture::Kind kind, float amount) {
    return keys.gesture({kind, 0, 0, amount}, 856, 520);
  };
  CHECK(step(Gesture::Kind::step, 1) == 0);
  CHECK(step(Gesture::Kind::step, 1) == 1);
  CHECK(step(Gesture::Kind::last, 0) == 4);
  CHECK(step(Gesture::Kind::step, 1) == 4);
  CHECK(step(Gesture::Kind::first, 0) == 0);
  CHECK(step(Gesture::Kind::step, -5) == 0);
}

TEST_CASE_FIXTURE(Pictured, "numbers that make no sense change nothing") {
  const auto refuses = [&](auto change) {
    Content wrong = content();
    change(wrong);
    const bool refused = !keys.take(std::move(wrong));
    return refused && boxes(856, 520).size() == 5;
  };
  CHECK(refuses([](Content& c) { c.numbers.clear(); }));
  CHECK(refuses([](Content& c) { c.numbers[0] = 0; }));
  CHECK(refuses([](Content& c) { c.numbers[0] = 3; }));
  CHECK(refuses([](Content& c) { c.numbers[1] = 1e9; }));
  CHECK(refuses([](Content& c) { c.numbers[2] = 2; }));
  CHECK(refuses([](Content& c) { c.numbers[3] = -1; }));
  CHECK(refuses([](Content& c) { c.numbers[4] = 5; }));
  CHECK(refuses([](Content& c) { c.numbers[4] = 0.5; }));
  CHECK(refuses([](Content& c) { c.numbers.back() = 5; }));
  CHECK(refuses([](Content& c) { c.numbers.back() = std::numeric_limits<double>::quiet_NaN(); }));
  CHECK(refuses([](Content& c) { c.numbers.pop_back(); }));
  CHECK(refuses([](Content& c) { c.words.pop_back(); }));
}

TEST_CASE("an empty picture can be painted and pointed at") {
  Keys keys;
  Look look;
  Sheet sheet(
      look, [](std::uint32_t, std::uint32_t) { return 8.0F; }, 100, 100);
  keys.paint(sheet);
  CHECK(keys.gesture({Gesture::Kind::step, 0, 0, 1}, 100, 100) == std::nullopt);
  CHECK(keys.take({{0, 0}, {}}));
}

}  // namespace
}  // namespace portal::painter
