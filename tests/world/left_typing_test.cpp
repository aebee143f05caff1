// A session that ends under somebody who types: the text is there again for them, and for nobody else.
#include <algorithm>
#include <doctest/doctest.h>

#include "tests/world/failures.h"
#include "tests/world/keeping.h"

namespace portal::world {
namespace {

constexpr std::string_view kKept = "What you typed is still here. It is not saved yet.";
const std::string kBerta = "berta@example.org";

struct LeftAlone : AtMyData {
  LeftAlone() {
    save(*device, {{"Name", "Anna"}, {"City", "Kiel"}});
    device->fill("Name", "Anna Grau");
    device->fill("Notes", "Rings twice");
    device->pass(16 * kMinute);
    REQUIRE(device->heading() == "Sign in");
    REQUIRE_FALSE(device->sees("Rings twice"));
  }
};

TEST_CASE_FIXTURE(LeftAlone, "what was typed is there again after signing in, and can be saved") {
  sign_in(*device, kAlice, kOldPassword);
  REQUIRE(device->heading() == "My data");
  CHECK(device->sees(kKept));
  CHECK(device->value("Name") == "Anna Grau");
  CHECK(device->value("City") == "Kiel");
  CHECK(device->value("Notes") == "Rings twice");
  CHECK(kept(service, "Name") == "Anna");
  device->press("Save");
  device->settle();
  CHECK(device->sees("Saved."));
  CHECK(kept(service, "Notes") == "Rings twice");
}

TEST_CASE_FIXTURE(LeftAlone, "it outlives a second end of the session, and a wrong password in between") {
  sign_in(*device, kAlice, "not the password");
  REQUIRE(device->heading() == "Sign in");
  sign_in(*device, kAlice, kOldPassword);
  device->pass(16 * kMinute);
  REQUIRE(device->heading() == "Sign in");
  sign_in(*device, kAlice, kOldPassword);
  CHECK(device->value("Notes") == "Rings twice");
}

TEST_CASE_FIXTURE(LeftAlone, "nobody else finds it, and it is gone when somebody else was here") {
  service.read_mail();
  Storage hers;
  sign_up(service, hers, kBerta, kOldPassword);
  sign_in(*device, kBerta, kOldPassword);
  REQUIRE(device->heading() == "My data");
  CHECK_FALSE(device->sees("Rings twice"));
  CHECK(device->value("Name").empty());
  CHECK_FALSE(device->core().model().left_typing);
  device->press("Sign out");
  device->settle();
  sign_in(*device, kAlice, kOldPassword);
  open_my_data(*device);
  CHECK_FALSE(device->sees("Rings twice"));
  CHECK(device->value("Name") == "Anna");
}

TEST_CASE_FIXTURE(LeftAlone, "it is never on the device's disk, and gone with the page") {
  for (const auto& [name, bytes] : storage) {
    CAPTURE(name);
    CHECK(text_of(bytes).find("Rings twice") == std::string_view::npos);
  }
  Device page(service, storage, "/my-data");
  sign_in(page, kAlice, kOldPassword);
  CHECK_FALSE(page.sees("Rings twice"));
}

TEST_CASE("who signs out leaves nothing") {
  AtMyData story;
  story.device->fill("Notes", "Rings twice");
  story.device->press("Sign out");
  story.device->settle();
  CHECK_FALSE(story.device->core().model().left_typing);
  sign_in(*story.device, kAlice, kOldPassword);
  open_my_data(*story.device);
  CHECK_FALSE(story.device->sees("Rings twice"));
}

TEST_CASE_FIXTURE(LeftAlone, "what was saved elsewhere meanwhile is not written over: there is a choice") {
  Storage other_storage;
  Device other(service, other_storage, "/my-data");
  sign_in(other, kAlice, kOldPassword);
  save(other, {{"Name", "Anna Blau"}});
  sign_in(*device, kAlice, kOldPassword);
  CHECK(device->sees("Someone changed this elsewhere."));
  CHECK(device->core().model().my_data->mine);
  CHECK(kept(service, "Name") == "Anna Blau");
  device->press("Keep mine");
  device->settle();
  CHECK(device->sees("Saved."));
  CHECK(kept(service, "Name") == "Anna Grau");
  CHECK(kept(service, "Notes") == "Rings twice");
  CHECK(kept(service, "City") == "Kiel");
}

TEST_CASE("a name for a device is kept likewise, a password is not") {
  Service service;
  Storage storage;
  sign_up(service, storage, kAlice, kOldPassword);
  Device device(service, storage, "/sessions");
  sign_in(device, kAlice, kOldPassword);
  device.fill("Name of this device", "My tablet");
  device.pass(16 * kMinute);
  REQUIRE(device.heading() == "Sign in");
  sign_in(device, kAlice, kOldPassword);
  CHECK(text_of(device.core().model().value_of(core::Field::device_name).reveal()) == "My tablet");
  device.go("/change-password");
  device.fill("Current password", kOldPassword);
  device.pass(16 * kMinute);
  CHECK(device.core().model().value_of(core::Field::current_password).empty());
  sign_in(device, kAlice, kOldPassword);
  CHECK(device.core().model().value_of(core::Field::current_password).empty());
}

TEST_CASE("what was typed outlives every loss on the way back") {
  for (std::size_t n = 0; n < 6; ++n) {
    for (Loss loss : kLosses) {
      CAPTURE(n);
      CAPTURE(static_cast<int>(loss));
      LeftAlone story;
      story.device->lose(n, loss);
      sign_in(*story.device, kAlice, kOldPassword);
      story.device->pass(40'000);
      if (story.device->heading() == "Sign in") sign_in(*story.device, kAlice, kOldPassword);
      story.device->pass(40'000);
      REQUIRE(story.device->heading() == "My data");
      CHECK(story.device->value("Notes") == "Rings twice");
    }
  }
}

}  // namespace
}  // namespace portal::world
