// The activity log on its screen: what is told, what is found, and every failure of reading it.
#include <doctest/doctest.h>

#include "shared/wire/export.h"
#include "tests/world/failures.h"
#include "tests/world/log_reader.h"

namespace portal::world {
namespace {

TEST_CASE_FIXTURE(LogReader, "the newest entry comes first, in plain words") {
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

TEST_CASE_FIXTURE(LogReader, "who comes back is shown what has happened since, and only that is fetched") {
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

TEST_CASE_FIXTURE(LogReader, "a search finds words of any column, and a kind of entry can be chosen") {
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

TEST_CASE_FIXTURE(LogReader, "the table of a long log has the part that is looked at") {
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

TEST_CASE_FIXTURE(LogReader, "what an honest server cannot show is not shown") {
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

TEST_CASE_FIXTURE(LogReader, "a log that could not be read to its end is read on from there") {
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
    LogReader whole;
    const std::size_t before = whole.service.verbs();
    whole.read();
    verbs = whole.service.verbs() - before;
    REQUIRE(whole.count() == 3);
  }
  REQUIRE(verbs >= 1);
  const auto check = [](LogReader& scene) {
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
    LogReader scene;
    scene.device->lose(0, loss, 1);
    scene.read();
    check(scene);
  }
  for (std::size_t n = 0; n < verbs; ++n) {
    for (const server::Interruption how : kInterruptions) {
      CAPTURE(n);
      LogReader scene;
      scene.service.interrupt_at(n, how);
      scene.read();
      check(scene);
    }
  }
}

TEST_CASE_FIXTURE(LogReader,
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
