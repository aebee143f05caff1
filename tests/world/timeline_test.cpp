// The activity as a timeline: what it is given to draw, what is told of it, and where it leads.
#include <doctest/doctest.h>

#include "tests/world/log_reader.h"
#include "wasm/view/drawing.h"

namespace portal::world {
namespace {

TEST_CASE_FIXTURE(LogReader, "the timeline has each entry in the order of the log, and its months") {
  make_log(service, 1000);
  read();
  REQUIRE(device->sees("1,000 entries"));
  const view::Drawing drawing = view::drawing_of(device->core().model());
  CHECK(drawing.scene == "timeline");
  REQUIRE(drawing.words.size() == 6);
  CHECK(drawing.words[0] == "Nov 2023");
  CHECK(drawing.words[1] == "Dec 2023");  // where November ends
  CHECK(drawing.words[2] == "Sign-ins");
  REQUIRE(drawing.numbers.size() == 3 + 2 * 1000);
  CHECK(drawing.numbers[0] == 2);
  CHECK(drawing.numbers[1] == 1'698'796'800'000.0);
  CHECK(drawing.numbers[2] == 1'701'388'800'000.0);
  CHECK(drawing.numbers[3] == 1'700'000'000'000.0);
  CHECK(drawing.numbers[4] == 3);  // an export
  CHECK(drawing.numbers[6] == 1);  // keys
  CHECK(device->sees("November 2023"));
}

TEST_CASE_FIXTURE(LogReader, "what is pointed at is told in words") {
  read();
  auto& core = const_cast<core::Core&>(device->core());
  const auto told = [&] {
    const view::Node tree = view::screen(core.model());
    std::string all;
    const std::function<void(const view::Node&)> walk = [&](const view::Node& node) {
      if (node.key == "pointed") all = node.name;
      for (const view::Node& child : node.children) walk(child);
    };
    walk(tree);
    return all;
  };
  core.point(0, service.now);
  CHECK(told().ends_with(" · Account created · You"));
  core.point(1, service.now);
  CHECK(told().ends_with(" · Signed in · You · Your password"));
  core.point(3, service.now);  // there is none
  CHECK(told() == "Point at a bar to read what it was, press it to find it in the table.");
  core.point(std::nullopt, service.now);
  CHECK(told() == "Point at a bar to read what it was, press it to find it in the table.");
}

TEST_CASE_FIXTURE(LogReader,
                  "what is followed from the timeline is led to in the table, or to the next older found") {
  make_log(service, 1000);
  read();
  auto& core = const_cast<core::Core&>(device->core());
  core.follow(405, service.now);
  CHECK(rows().size() == 61);
  CHECK(says("The table is at 17 November 2023, 17:43 UTC: " + rows()[21][1] + "."));
  CHECK(rows()[21][0] == "17 November 2023, 17:43 UTC");
  device->fill("Search", "export");
  CHECK_FALSE(says("The table is at"));
  core.follow(405, service.now);
  CHECK(says("The entry of 17 November 2023, 17:43 UTC is not among those found."));
  core.look(0, service.now);
  core.follow(1000, service.now);  // there is none
  CHECK(core.model().activity->chosen == 405);
  CHECK_FALSE(core.model().activity->is_led);
  device->go("/who-can-read");
  core.follow(3, service.now);  // of another picture
  CHECK(core.model().status.notice == core::Notice::none);
  CHECK(core.model().activity->chosen == 405);
}

}  // namespace
}  // namespace portal::world
