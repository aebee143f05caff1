// Devices that stay signed in, in the list of sessions while they are not open.
#include <doctest/doctest.h>

#include "tests/world/failures.h"

namespace portal::world {
namespace {

constexpr std::string_view kStays = "Stays signed in until";

// A tablet stays signed in, and its page was closed; somebody looks at the list elsewhere.
struct KeptAway {
  Service service;
  Storage tablet;
  Storage storage;
  std::unique_ptr<Device> device;

  KeptAway() {
    sign_up(service, tablet, kAlice, kOldPassword);
    {
      Device page(service, tablet, "/sign-in");
      page.press("Stay signed in on this device");
      sign_in(page, kAlice, kOldPassword);
      page.go("/sessions");
      page.settle();
      page.fill("Name of this device", "My tablet");
      page.press("Save", "This device");
      page.settle();
      REQUIRE(page.sees("The name is saved."));
    }
    service.now += 20 * kMinute;  // its session is over
    device = std::make_unique<Device>(service, storage, "/sessions");
    sign_in(*device, kAlice, kOldPassword);
    REQUIRE(device->heading() == "Sessions");
  }
  const wire::Sessions& list() const { return *device->core().model().sessions; }
  void look() {
    device->go("/subscriptions");
    device->go("/sessions");
    device->settle();
  }
  void end() {
    device->press("End session", "My tablet");
    device->settle();
  }
  std::string tablet_opens() {
    Storage copy = tablet;
    Device page(service, copy, "/");
    page.settle();
    return page.heading();
  }
};

TEST_CASE_FIXTURE(KeptAway, "a device that stays signed in is listed by its name while it is not open") {
  REQUIRE(list().devices.size() == 1);
  CHECK(list().sessions.size() == 1);
  CHECK(device->sees("My tablet"));
  CHECK(device->sees(kStays));
  CHECK(device->sees("Not open now"));
  service.now += 6 * 24 * 60 * kMinute;
  Device later(service, storage, "/sessions");
  sign_in(later, kAlice, kOldPassword);
  CHECK(later.sees(kStays));
  service.now += 24 * 60 * kMinute;
  Device too_late(service, storage, "/sessions");
  sign_in(too_late, kAlice, kOldPassword);
  CHECK_FALSE(too_late.sees(kStays));
}

TEST_CASE_FIXTURE(KeptAway, "a device that is open stands in the list once, as a session of the same name") {
  Device page(service, tablet, "/");
  page.settle();
  REQUIRE(page.heading() == "Overview");
  look();
  CHECK(list().devices.empty());
  CHECK(list().sessions.size() == 2);
  CHECK(device->sees("My tablet"));
  CHECK_FALSE(device->sees(kStays));
  device->press("End session", "My tablet");
  device->settle();
  CHECK(list().sessions.size() == 1);
  CHECK(list().devices.empty());
  CHECK(tablet_opens() == "Sign in");
}

TEST_CASE_FIXTURE(KeptAway, "what is ended opens no more, and the others stay") {
  Storage phone;
  Device other(service, phone, "/sign-in");
  other.press("Stay signed in on this device");
  sign_in(other, kAlice, kOldPassword);
  look();
  REQUIRE(tablet_opens() == "Overview");
  service.now += 14 * kMinute;
  look();
  service.now += 14 * kMinute;
  look();
  REQUIRE(list().devices.size() == 2);
  end();
  CHECK(device->sees("Session ended."));
  CHECK(list().devices.size() == 1);
  CHECK(tablet_opens() == "Sign in");
  Device again(service, phone, "/");
  again.settle();
  CHECK(again.heading() == "Overview");
}

TEST_CASE_FIXTURE(KeptAway, "a device that was opened since the list was shown ends with what it has open") {
  Device page(service, tablet, "/subscriptions");
  page.settle();
  REQUIRE(page.heading() == "Subscriptions");
  end();
  CHECK(list().sessions.size() == 1);
  page.press("Company news", "Online services");
  page.settle();
  CHECK(page.sees("You are signed out."));
  CHECK(tablet_opens() == "Sign in");
}

TEST_CASE_FIXTURE(KeptAway, "all others end at once, devices that are not open too") {
  device->press("End all other sessions");
  device->settle();
  CHECK(device->sees("All other sessions are ended."));
  CHECK(list().devices.empty());
  CHECK(tablet_opens() == "Sign in");
}

TEST_CASE_FIXTURE(KeptAway, "ended twice, at two devices or by an impatient hand, it is ended once") {
  Storage other_storage;
  Device other(service, other_storage, "/sessions");
  sign_in(other, kAlice, kOldPassword);
  device->is_impatient = true;
  end();
  CHECK(device->sees("Session ended."));
  other.press("End session", "My tablet");
  other.settle();
  CHECK(other.sees("Session ended."));
  CHECK_FALSE(other.sees(kStays));
  CHECK(tablet_opens() == "Sign in");
}

TEST_CASE("ending a device meets any failure, and the list says what is true") {
  const auto check = [](KeptAway& story) {
    story.device->pass(40'000);
    story.service.never_interrupt();
    INFO(story.device->text());
    const bool says_ended = story.device->sees("Session ended.");
    if (story.device->heading() != "Sessions") return;
    story.look();
    const bool is_listed = !story.list().devices.empty();
    if (says_ended) CHECK_FALSE(is_listed);
    if (is_listed) story.end();
    CHECK(story.tablet_opens() == "Sign in");
  };
  for (Loss loss : kLosses) {
    CAPTURE(static_cast<int>(loss));
    KeptAway story;
    story.device->lose(0, loss);
    story.end();
    check(story);
  }
  for (std::size_t n = 0; n < 3; ++n) {
    for (server::Interruption how : kInterruptions) {
      CAPTURE(n);
      CAPTURE(static_cast<int>(how));
      KeptAway story;
      story.service.interrupt_at(n, how);
      story.end();
      check(story);
    }
  }
  KeptAway story;
  story.device->die_at(story.device->effects());
  story.end();
  CHECK(story.tablet_opens() == "Overview");
}

}  // namespace
}  // namespace portal::world
