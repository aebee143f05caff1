// Changing the password with every failure at every step: one password opens the account, and what is told is
// true.
#include <doctest/doctest.h>

#include "tests/world/failures.h"

namespace portal::world {
namespace {

struct Changing {
  Service service;
  Storage storage;
  std::unique_ptr<Device> device;

  Changing() {
    sign_up(service, storage, kAlice, kOldPassword);
    device = std::make_unique<Device>(service, storage, "/sign-in");
    sign_in(*device, kAlice, kOldPassword);
    device->go("/change-password");
    device->settle();
    device->fill("Current password", kOldPassword);
    device->fill("New password", kNewPassword);
    device->fill("Repeat new password", kNewPassword);
    device->settle();
  }

  void run() {
    device->press("Change password");
    device->settle();
  }

  // Exactly one password opens the account, and what the screen says about it is true.
  void check_end() {
    service.never_interrupt();
    const bool old_opens = opens(service, kAlice, kOldPassword);
    const bool new_opens = opens(service, kAlice, kNewPassword);
    CHECK(old_opens != new_opens);
    if (device->is_dead()) return;
    const bool says_changed =
        device->sees("Your password is changed.") || device->sees("Your new password is in place.");
    const bool says_nothing = device->sees("Nothing was changed.");
    const bool says_unknown = device->sees("We did not hear back.");
    if (says_changed) CHECK(new_opens);
    if (says_nothing) CHECK(old_opens);
    const bool says_something =
        says_changed || says_nothing || says_unknown || device->sees("We could not reach the server.") ||
        device->sees("You are signed out.") || device->sees("The server could not do this.");
    INFO(device->text());
    CHECK(says_something);
    const bool signed_out = device->sees("You are signed out.");
    if (!says_changed && !says_unknown && !signed_out) CHECK(old_opens);
  }
};

TEST_CASE("a password change survives the loss of any message") {
  std::size_t requests = 0;
  {
    Changing whole;
    const std::size_t before = whole.device->requests();
    whole.run();
    requests = whole.device->requests() - before;
    REQUIRE(whole.device->sees("Your password is changed."));
  }
  REQUIRE(requests >= 6);
  for (std::size_t n = 0; n < requests; ++n) {
    for (Loss loss : kLosses) {
      for (std::size_t times : {1, 2, 1000}) {
        CAPTURE(n);
        CAPTURE(static_cast<int>(loss));
        CAPTURE(times);
        Changing story;
        story.device->lose(n, loss, times);
        story.run();
        story.check_end();
      }
    }
  }
}

TEST_CASE("a password change survives a stop of the store at any verb") {
  std::size_t verbs = 0;
  {
    Changing whole;
    const std::size_t before = whole.service.verbs();
    whole.run();
    verbs = whole.service.verbs() - before;
  }
  REQUIRE(verbs >= 10);
  for (std::size_t n = 0; n < verbs; ++n) {
    for (server::Interruption how : kInterruptions) {
      CAPTURE(n);
      CAPTURE(static_cast<int>(how));
      Changing story;
      story.service.interrupt_at(n, how);
      story.run();
      story.check_end();
    }
  }
}

TEST_CASE("a password change survives the death of the page at any effect") {
  std::size_t effects = 0;
  {
    Changing whole;
    const std::size_t before = whole.device->effects();
    whole.run();
    effects = whole.device->effects() - before;
  }
  for (std::size_t n = 0; n < effects; ++n) {
    CAPTURE(n);
    Changing story;
    story.device->die_at(story.device->effects() + n);
    story.run();
    story.check_end();
  }
}

TEST_CASE("Cancel at any moment of a password change tells the truth") {
  for (std::size_t n = 0; n < 8; ++n) {
    CAPTURE(n);
    Changing story;
    story.device->lose(n, Loss::answer_late, 1);
    story.device->press("Change password");
    story.device->settle();
    if (story.device->core().model().work) story.device->press("Cancel");
    story.device->settle();
    story.check_end();
  }
}

TEST_CASE("of two devices that change the password at once, one wins and the other says so") {
  Service service;
  Storage first_storage;
  Storage second_storage;
  sign_up(service, first_storage, kAlice, kOldPassword);
  Device first(service, first_storage, "/sign-in");
  Device second(service, second_storage, "/sign-in");
  sign_in(first, kAlice, kOldPassword);
  sign_in(second, kAlice, kOldPassword);
  second.lose_answers_of = wire::CredentialStart::route.path;
  change_password(first, kOldPassword, kNewPassword);
  CHECK(first.sees("Your password is changed."));
  second.lose_answers_of.clear();
  change_password(second, kOldPassword, "a third one of its own");
  CHECK_FALSE(second.sees("Your password is changed."));
  CHECK(second.heading() == "Sign in");
  CHECK(opens(service, kAlice, kNewPassword));
  CHECK_FALSE(opens(service, kAlice, "a third one of its own"));
}

TEST_CASE("what is pressed twice happens once") {
  Changing story;
  story.service.read_mail();
  story.device->is_impatient = true;
  story.device->press("Change password");
  story.device->settle();
  CHECK(story.device->sees("Your password is changed."));
  CHECK(story.service.read_mail().size() == 1);
  story.check_end();
}

}  // namespace
}  // namespace portal::world
