// Deleting the account and cancelling that, with every failure at every step: what is told is true.
#include "tests/world/failures.h"
#include "tests/world/leaving.h"

namespace portal::world {
namespace {

// What the screen says about it is true, at once or as soon as the server is heard.
void check_end(Leaving& scene, std::string_view told_asked, std::string_view told_cancelled) {
  Device& device = *scene.device;
  INFO(device.text());
  bool says_waiting = false;
  bool says_not = false;
  const bool is_here = !device.is_dead() && device.heading() == "Delete account";
  if (!device.is_dead()) {
    const bool explains = device.sees(told_asked) || device.sees(told_cancelled) ||
                          device.sees("We could not reach the server.") ||
                          device.sees("You are signed out.") ||
                          device.sees("The server could not do this.") ||
                          device.sees("Nothing was changed.") || device.sees("The server showed something") ||
                          device.sees("The password is not right.");  // a proof that arrives twice is used up
    CHECK(explains);
    CHECK_FALSE(device.core().model().work);
  }
  if (is_here) {
    says_waiting = device.sees("Waiting to be deleted");
    says_not = device.sees("Nothing was changed.") || device.sees(told_cancelled);
    device.lose(0, Loss::none);
    scene.service.never_interrupt();
    device.pass(20'000);
    if (device.heading() == "Delete account") says_waiting = device.sees("Waiting to be deleted");
  }
  const bool was_signed_out = device.sees("You are signed out.");
  const bool gone = scene.is_gone_when_due();
  if (is_here && !was_signed_out) CHECK(says_waiting == gone);
  if (says_not) CHECK_FALSE(gone);
}

template <class Before>
void meet_every_failure(Before before, std::string_view button) {
  const std::string_view asked = "Your account will be deleted on";
  const std::string_view cancelled = "Deletion cancelled.";
  std::size_t requests = 0;
  std::size_t verbs = 0;
  std::size_t effects = 0;
  {
    Leaving whole;
    before(whole);
    const std::size_t requests_before = whole.device->requests();
    const std::size_t verbs_before = whole.service.verbs();
    const std::size_t effects_before = whole.device->effects();
    whole.device->press(button);
    whole.device->settle();
    requests = whole.device->requests() - requests_before;
    verbs = whole.service.verbs() - verbs_before;
    effects = whole.device->effects() - effects_before;
  }
  for (std::size_t n = 0; n < requests; ++n) {
    for (const Loss loss : kLosses) {
      for (const std::size_t times : {1, 1000}) {
        CAPTURE(n);
        CAPTURE(static_cast<int>(loss));
        CAPTURE(times);
        Leaving scene;
        before(scene);
        scene.device->lose(n, loss, times);
        scene.device->press(button);
        scene.device->settle();
        check_end(scene, asked, cancelled);
      }
    }
  }
  for (std::size_t n = 0; n < verbs; ++n) {
    for (const server::Interruption how : kInterruptions) {
      CAPTURE(n);
      CAPTURE(static_cast<int>(how));
      Leaving scene;
      before(scene);
      scene.service.interrupt_at(n, how);
      scene.device->press(button);
      scene.device->settle();
      check_end(scene, asked, cancelled);
    }
  }
  for (std::size_t n = 0; n < effects; ++n) {
    CAPTURE(n);
    Leaving scene;
    before(scene);
    scene.device->die_at(scene.device->effects() + n);
    scene.device->press(button);
    scene.device->settle();
    check_end(scene, asked, cancelled);
  }
}

TEST_CASE("asking for a deletion meets every failure, and what is told is true") {
  meet_every_failure([](Leaving& scene) { scene.fill(); }, "Delete account");
}

TEST_CASE("cancelling a deletion meets every failure, and what is told is true") {
  meet_every_failure([](Leaving& scene) { scene.ask(); }, "Cancel deletion");
}

TEST_CASE("Cancel at any moment of asking for a deletion tells the truth") {
  for (std::size_t n = 0; n < 4; ++n) {
    CAPTURE(n);
    Leaving scene;
    scene.fill();
    scene.device->lose(n, Loss::answer_late, 1);
    scene.device->press("Delete account");
    scene.device->press("Cancel");
    scene.device->settle();
    check_end(scene, "Your account will be deleted on", "Deletion cancelled.");
  }
}

TEST_CASE("a deletion that was asked for goes on when its person moves to another screen") {
  Leaving scene;
  scene.fill();
  scene.device->lose(2, Loss::request, 1);
  scene.device->press("Delete account");
  scene.device->go("/");
  scene.device->settle();
  const bool says = scene.device->sees("Your account will be deleted on");
  CHECK(says == scene.is_gone_when_due());
}

TEST_CASE("of two devices one asks and the other cancels: the last word counts, and both hear it") {
  Leaving scene;
  Storage other_storage;
  Device other(scene.service, other_storage, "/sign-in");
  sign_in(other, kAlice, kOldPassword);
  scene.ask();
  other.go("/delete-account");
  other.settle();
  other.press("Cancel deletion");
  other.settle();
  CHECK(other.sees("Deletion cancelled."));
  scene.device->press("Cancel deletion");
  scene.device->settle();
  CHECK(scene.device->sees("Deletion cancelled."));
  CHECK_FALSE(scene.is_gone_when_due());
}

TEST_CASE("a deletion that is due happens once and in whole, wherever the store stops") {
  std::size_t verbs = 0;
  {
    Leaving whole;
    whole.ask();
    whole.service.now += kDelay;
    const std::size_t before = whole.service.verbs();
    whole.service.tidy();
    verbs = whole.service.verbs() - before;
  }
  REQUIRE(verbs >= 3);
  for (std::size_t n = 0; n < verbs; ++n) {
    for (const server::Interruption how : kInterruptions) {
      CAPTURE(n);
      Leaving scene;
      scene.ask();
      scene.service.read_mail();
      scene.service.now += kDelay;
      scene.service.interrupt_at(n, how);
      scene.service.tidy();
      scene.service.never_interrupt();
      scene.service.tidy();
      const auto mails = scene.service.read_mail();
      CHECK(mails.size() == 1);
      CHECK(find_mail(mails, server::MailKind::deleted));
      CHECK_FALSE(opens(scene.service, kAlice, kOldPassword));
    }
  }
}

}  // namespace
}  // namespace portal::world
