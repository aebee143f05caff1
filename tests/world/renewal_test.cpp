// A new recovery key with every failure at every step: one of the two keys is good, and what is told is true.
#include <doctest/doctest.h>

#include "tests/world/failures.h"

namespace portal::world {
namespace {

struct Renewing {
  Service service;
  Storage storage;
  std::string key;
  std::string next;
  std::unique_ptr<Device> device;

  Renewing() : key(sign_up(service, storage, kAlice, kOldPassword)) {
    device = std::make_unique<Device>(service, storage, "/sign-in");
    sign_in(*device, kAlice, kOldPassword);
    device->go("/change-password");
    device->settle();
  }
  void run() {
    device->fill("Your password", kOldPassword);
    device->press("Make a new recovery key");
    device->settle();
    next = write_down(*device);
    if (!next.empty()) device->press("Use this key from now on");
    device->settle();
  }
  void check_end() {
    service.never_interrupt();
    CHECK(opens(service, kAlice, kOldPassword));
    const bool old_is_current = is_current(service, key);
    if (next.empty()) {
      CHECK(old_is_current);
    } else {
      CHECK(is_current(service, next) != old_is_current);
    }
    if (device->is_dead()) return;
    INFO(device->text());
    CHECK_FALSE(device->core().model().work.has_value());
    if (device->sees("Your new recovery key is in place.")) CHECK_FALSE(old_is_current);
    if (device->sees("Nothing was changed.")) CHECK(old_is_current);
    const core::Model& model = device->core().model();
    CHECK((model.status.notice != core::Notice::none || model.alert.notice != core::Notice::none));
  }
};

TEST_CASE("a new recovery key takes the place of the old one, for who knows the password") {
  Renewing story;
  story.device->fill("Your password", "not the password");
  story.device->press("Make a new recovery key");
  story.device->settle();
  CHECK(story.device->sees("The current password is not right. Nothing was changed."));
  story.run();
  CHECK(story.device->sees("Your new recovery key is in place."));
  CHECK(story.device->heading() == "Change password");
  CHECK_FALSE(is_current(story.service, story.key));
  story.check_end();
  const std::string first = story.next;
  story.key = first;
  story.run();
  CHECK(story.device->sees("Your new recovery key is in place."));
  story.check_end();
  Storage fresh;
  Device other(story.service, fresh, "/recovery");
  recover(other, kAlice, story.next, kNewPassword);
  CHECK(other.sees("Your password is changed."));
}

TEST_CASE("a renewal survives the loss of any message, any stop of the store and the death of the page") {
  std::size_t requests = 0;
  std::size_t verbs = 0;
  std::size_t effects = 0;
  {
    Renewing whole;
    const std::size_t requests_before = whole.device->requests();
    const std::size_t verbs_before = whole.service.verbs();
    const std::size_t effects_before = whole.device->effects();
    whole.run();
    requests = whole.device->requests() - requests_before;
    verbs = whole.service.verbs() - verbs_before;
    effects = whole.device->effects() - effects_before;
  }
  REQUIRE(requests >= 3);
  const auto go_on = [](Renewing& story) {
    story.run();
    story.device->pass(60'000);
    story.check_end();
  };
  for (std::size_t n = 0; n < requests; ++n) {
    for (Loss loss : kLosses) {
      CAPTURE(n);
      CAPTURE(static_cast<int>(loss));
      Renewing story;
      story.device->lose(n, loss);
      go_on(story);
    }
  }
  for (std::size_t n = 0; n < verbs; ++n) {
    for (server::Interruption how : kInterruptions) {
      CAPTURE(n);
      CAPTURE(static_cast<int>(how));
      Renewing story;
      story.service.interrupt_at(n, how);
      go_on(story);
    }
  }
  for (std::size_t n = 0; n < effects; ++n) {
    CAPTURE(n);
    Renewing story;
    story.device->die_at(story.device->effects() + n);
    story.run();
    story.check_end();
  }
}

TEST_CASE("a renewal that is cancelled, pressed twice or takes long tells the truth") {
  for (std::size_t n = 0; n < 3; ++n) {
    CAPTURE(n);
    Renewing story;
    story.device->lose(n, Loss::answer_late);
    story.device->fill("Your password", kOldPassword);
    story.device->press("Make a new recovery key");
    story.device->settle_until_waiting();
    if (story.device->core().model().work) story.device->press("Cancel");
    story.device->settle();
    story.next = write_down(*story.device);
    if (!story.next.empty()) {
      story.device->press("Use this key from now on");
      story.device->settle_until_waiting();
      if (story.device->core().model().work) story.device->press("Cancel");
    }
    story.device->settle();
    story.check_end();
  }
  Renewing twice;
  twice.device->is_impatient = true;
  twice.run();
  CHECK(twice.device->sees("Your new recovery key is in place."));
  twice.check_end();
  Renewing slow;
  slow.device->fill("Your password", kOldPassword);
  slow.device->press("Make a new recovery key");
  slow.device->settle();
  slow.next = write_down(*slow.device);
  slow.service.now += 6 * 60'000;
  slow.device->press("Use this key from now on");
  slow.device->settle();
  CHECK(slow.device->sees("Your new recovery key is in place."));
  slow.check_end();
}

TEST_CASE("for three days after a recovery the key is not renewed, and of two renewals one wins") {
  Service service;
  Storage storage;
  const std::string key = sign_up(service, storage, kAlice, kOldPassword);
  Device device(service, storage, "/recovery");
  const std::string next = recover(device, kAlice, key, kNewPassword);
  const auto renew = [](Device& device, const std::string& password) {
    if (device.heading() != "Change password") device.go("/change-password");
    device.fill("Your password", password);
    device.press("Make a new recovery key");
    device.settle();
    const std::string key = write_down(device);
    device.press("Use this key from now on");
    device.settle();
    return key;
  };
  device.go("/change-password");
  CHECK(device.sees("Your account was recovered less than 72 hours ago. You can make another recovery key"));
  CHECK_FALSE(device.sees("Make a new recovery key"));
  CHECK(is_current(service, next));

  Renewing two;
  Storage elsewhere;
  Device other(two.service, elsewhere, "/sign-in");
  sign_in(other, kAlice, kOldPassword);
  const std::string others = renew(other, kOldPassword);
  two.run();
  CHECK(two.device->sees("The recovery key cannot be renewed now"));
  CHECK(is_current(two.service, others));
}

}  // namespace
}  // namespace portal::world
