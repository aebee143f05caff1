// The activity log on its screen: what is told, what is found, and every failure of reading it.
#include <doctest/doctest.h>

#include "shared/base/encoding.h"
#include "shared/wire/export.h"
#include "tests/world/failures.h"
#include "wasm/view/drawing.h"
#include "wasm/view/screen.h"

namespace portal::world {
namespace {

struct Reader {
  Service service;
  Storage storage;
  std::unique_ptr<Device> device;

  Reader() {
    sign_up(service, storage, kAlice, kOldPassword);
    device = std::make_unique<Device>(service, storage, "/sign-in");
    sign_in(*device, kAlice, kOldPassword);
  }
  void read() {
    device->go("/activity");
    device->settle();
  }
  // The text of the table's cells, row by row.
  std::vector<std::vector<std::string>> rows() const {
    std::vector<std::vector<std::string>> rows;
    const view::Node tree = view::screen(device->core().model());
    const view::Node* table = find(tree);
    if (!table) return rows;
    for (const view::Node& row : table->children) {
      std::vector<std::string> cells;
      for (const view::Node& cell : row.children) cells.push_back(cell.name);
      rows.push_back(std::move(cells));
    }
    return rows;
  }
  bool says(std::string_view words) const {
    const std::function<bool(const view::Node&)> is_in = [&](const view::Node& node) {
      return (node.name + node.value).find(words) != std::string::npos ||
             std::any_of(node.children.begin(), node.children.end(), is_in);
    };
    return is_in(view::screen(device->core().model()));
  }
  std::uint64_t count() const {
    const view::Node tree = view::screen(device->core().model());
    const view::Node* table = find(tree);
    return table ? *table->rows : 0;
  }

 private:
  static const view::Node* find(const view::Node& node) {
    if (node.role == view::Role::table && node.name == "Activity") return &node;
    for (const view::Node& child : node.children)
      if (const view::Node* found = find(child)) return found;
    return nullptr;
  }
};

// Entries of a log that nobody wrote, as the server would show them.
Bytes made_page(std::uint32_t from, std::uint32_t all) {
  wire::LogPage page;
  for (std::uint32_t i = from; i < std::min(all, from + 200); ++i) {
    const std::string entry =
        R"({"actor":"owner","data":{},"salt":"AAAAAAAAAAAAAAAAAAAAAA","seq":)" + std::to_string(i) +
        R"(,"ts":)" + std::to_string(1'700'000'000'000 + i * 600'000ull) +
        (i % 10 == 0 ? R"(,"type":"export.created","v":1})" : R"(,"type":"recovery.used","v":1})");
    constexpr std::uint8_t kLeaf[] = {0};
    page.entries.push_back({encode_base64url(view_of(entry)), sha256({kLeaf, view_of(entry)})});
  }
  if (from + 200 < all) page.next = from + 200;
  return wire::encode(page);
}

void make_log(Service& service, std::uint32_t all) {
  service.lie = [all](const server::Request& request, server::Response& response) {
    const auto asked = wire::parse<wire::LogEntries>(request.body);
    if (request.path() == wire::LogEntries::route.path && asked) response.body = made_page(asked->from, all);
  };
}

TEST_CASE_FIXTURE(Reader, "the newest entry comes first, in plain words") {
  device->go("/subscriptions");
  device->press("Company news", "Online services");
  device->settle();
  read();
  CHECK(device->heading() == "Activity");
  const auto seen = rows();
  REQUIRE(seen.size() == 5);
  CHECK(seen[0] == std::vector<std::string>{"When", "What", "Who", "From"});
  CHECK(seen[1][1] == "Company news switched on: Online services");
  CHECK(seen[1][2] == "You");
  CHECK(seen[1][3] == "The portal");
  CHECK(seen[2][1] == "Signed in");
  CHECK(seen[2][3] == "Your password");
  CHECK(seen[4][1] == "Account created");
  CHECK(seen[4][0].find("November 2025, ") != std::string::npos);
  CHECK(device->sees("4 entries"));
}

TEST_CASE_FIXTURE(Reader, "who comes back is shown what has happened since, and only that is fetched") {
  read();
  CHECK(count() == 3);
  change_password(*device, kOldPassword, kNewPassword);
  std::string asked;
  service.lie = [&](const server::Request& request, server::Response&) {
    if (request.path() == wire::LogEntries::route.path) asked = std::string(text_of(request.body));
  };
  read();
  CHECK(asked == R"({"from":3})");
  CHECK(rows()[2][1] == "Password changed");
}

TEST_CASE_FIXTURE(Reader, "a search finds words of any column, and a kind of entry can be chosen") {
  device->go("/subscriptions");
  device->press("Stop all mail");
  device->settle();
  read();
  REQUIRE(count() == 4);
  for (const auto& [typed, found] : {std::pair{"stopped", 1},
                                     {"SIGNED in", 2},
                                     {"november you", 4},
                                     {"  password ", 2},
                                     {"november stopped", 1},
                                     {"2025", 4},
                                     {"1999", 0},
                                     {"", 4}}) {
    CAPTURE(typed);
    device->fill("Search", typed);
    CHECK(count() == static_cast<std::uint64_t>(found));
  }
  device->choose("Kind", "Mail choices");
  CHECK(count() == 1);
  CHECK(device->sees("1 of 4 entries"));
  device->fill("Search", "signed");
  CHECK(device->sees("Nothing of 4 entries fits."));
  device->choose("Kind", "Everything");
  CHECK(count() == 2);
}

TEST_CASE_FIXTURE(Reader, "the table of a long log has the part that is looked at") {
  make_log(service, 4321);
  read();
  CHECK(device->sees("4,321 entries"));
  CHECK(count() == 4321);
  CHECK(rows().size() == 61);
  const std::string newest = rows()[1][0];
  const auto look = [&](std::uint64_t from) {
    auto& core = const_cast<core::Core&>(device->core());
    core.look(from, service.now);
  };
  look(4000);
  CHECK(rows().size() == 61);
  CHECK(rows()[1][0] != newest);
  look(1'000'000);
  CHECK(rows().size() == 61);
  CHECK(rows()[60][1] == "Export created");
  device->fill("Search", "export");
  CHECK(count() == 433);
  CHECK(rows()[60][1] == "Export created");
  device->fill("Search", "");
  CHECK(rows()[1][0] == newest);
}

TEST_CASE_FIXTURE(Reader, "the timeline has each entry in the order of the log, and its months") {
  make_log(service, 1000);
  read();
  REQUIRE(device->sees("1,000 entries"));
  const view::Drawing drawing = view::drawing_of(device->core().model());
  CHECK(drawing.scene == "timeline");
  REQUIRE(drawing.words.size() == 5);
  CHECK(drawing.words[0] == "Nov 2023");
  CHECK(drawing.words[1] == "Sign-ins");
  REQUIRE(drawing.numbers.size() == 2 + 2 * 1000);
  CHECK(drawing.numbers[0] == 1);
  CHECK(drawing.numbers[1] == 1'698'796'800'000.0);
  CHECK(drawing.numbers[2] == 1'700'000'000'000.0);
  CHECK(drawing.numbers[3] == 3);  // an export
  CHECK(drawing.numbers[5] == 1);  // keys
  CHECK(device->sees("November 2023"));
}

TEST_CASE_FIXTURE(Reader, "what is pointed at is told in words") {
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

TEST_CASE_FIXTURE(Reader,
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

TEST_CASE_FIXTURE(Reader, "what an honest server cannot show is not shown") {
  const auto& lies = std::vector<std::function<void(Bytes&)>>{
      [](Bytes& body) { body = bytes_of(R"({"entries":[],"next":0})"); },
      [](Bytes& body) { body = bytes_of("{}"); },
      [](Bytes& body) {
        std::string text(text_of(body));
        const std::size_t at = text.find("\"leaf\":\"") + 8;
        text[at] = text[at] == 'A' ? 'B' : 'A';
        body = bytes_of(text);
      },
      [](Bytes& body) { body = made_page(200, 400); },
  };
  for (const auto& lie : lies) {
    device->change_answer = [&](const std::string& path, Bytes& body) {
      if (path == wire::LogEntries::route.path) lie(body);
    };
    read();
    CHECK(device->sees("The server showed something that an honest server cannot show."));
    CHECK(rows().empty());
    device->change_answer = nullptr;
    device->press("Read again");
    device->settle();
    CHECK_FALSE(device->sees("honest"));
    CHECK(count() == 3);
    device->go("/");
    const_cast<core::Core&>(device->core()).model().activity.reset();
  }
}

TEST_CASE_FIXTURE(Reader, "a log that could not be read to its end is read on from there") {
  make_log(service, 500);
  device->lose(2, Loss::answer);
  read();
  CHECK(device->sees("We could not reach the server."));
  CHECK(rows().empty());
  device->press("Read again");
  device->settle();
  CHECK_FALSE(device->sees("We could not reach the server."));
  CHECK(count() == 500);
}

TEST_CASE("reading the log meets every failure, and is told or can be tried again") {
  std::size_t verbs = 0;
  {
    Reader whole;
    const std::size_t before = whole.service.verbs();
    whole.read();
    verbs = whole.service.verbs() - before;
    REQUIRE(whole.count() == 3);
  }
  REQUIRE(verbs >= 1);
  const auto check = [](Reader& scene) {
    scene.service.never_interrupt();
    Device& device = *scene.device;
    device.pass(60'000);
    INFO(device.text());
    if (device.heading() == "Sign in") return;
    if (scene.count() == 3) return;
    CHECK(scene.rows().empty());
    device.press("Read again");
    device.settle();
    CHECK(scene.count() == 3);
  };
  for (const Loss loss : kLosses) {
    CAPTURE(static_cast<int>(loss));
    Reader scene;
    scene.device->lose(0, loss, 1);
    scene.read();
    check(scene);
  }
  for (std::size_t n = 0; n < verbs; ++n) {
    for (const server::Interruption how : kInterruptions) {
      CAPTURE(n);
      Reader scene;
      scene.service.interrupt_at(n, how);
      scene.read();
      check(scene);
    }
  }
}

TEST_CASE_FIXTURE(Reader,
                  "who was signed out comes back to the log after signing in, and nothing of it stays") {
  Storage other_storage;
  Device other(service, other_storage, "/sessions");
  sign_in(other, kAlice, kOldPassword);
  other.press("End all other sessions");
  other.settle();
  read();
  CHECK(device->heading() == "Sign in");
  CHECK_FALSE(device->core().model().activity);
  sign_in(*device, kAlice, kOldPassword);
  CHECK(device->heading() == "Activity");
  CHECK(device->sees("All other sessions ended"));
}

}  // namespace
}  // namespace portal::world
