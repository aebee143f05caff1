// Starting again with every failure at every step: what is told is true, and the way can be gone to its end.
#include "tests/world/emptied.h"
#include "tests/world/failures.h"

namespace portal::world {
namespace {

// `act` with each failure at each of its steps, in a world of its own each time; then `check`.
template <class Scene, class Act, class Check>
void meet_every_failure(Act act, Check check) {
  std::size_t requests = 0;
  std::size_t verbs = 0;
  std::size_t effects = 0;
  {
    Scene whole;
    Device& device = whole.prepare();
    const std::size_t requests_before = device.requests();
    const std::size_t verbs_before = whole.service.verbs();
    const std::size_t effects_before = device.effects();
    act(whole);
    requests = device.requests() - requests_before;
    verbs = whole.service.verbs() - verbs_before;
    effects = device.effects() - effects_before;
  }
  REQUIRE(requests >= 1);
  const auto finish = [&](Scene& scene, Device& device) {
    act(scene);
    device.pass(40'000);
    scene.service.never_interrupt();
    device.lose(0, Loss::none);
    device.pass(20'000);  // what goes on trying is heard now
    check(scene);
  };
  for (std::size_t n = 0; n < requests; ++n) {
    for (Loss loss : kLosses) {
      for (const std::size_t times : {1, 1000}) {
        CAPTURE(n);
        CAPTURE(static_cast<int>(loss));
        CAPTURE(times);
        Scene scene;
        Device& device = scene.prepare();
        device.lose(n, loss, times);
        finish(scene, device);
      }
    }
  }
  for (std::size_t n = 0; n < verbs; ++n) {
    for (server::Interruption how : kInterruptions) {
      CAPTURE(n);
      CAPTURE(static_cast<int>(how));
      Scene scene;
      Device& device = scene.prepare();
      scene.service.interrupt_at(n, how);
      finish(scene, device);
    }
  }
  for (std::size_t n = 0; n < effects; ++n) {
    CAPTURE(n);
    Scene scene;
    Device& device = scene.prepare();
    device.die_at(device.effects() + n);
    act(scene);
    check(scene);
  }
}

void check_told(const Device& device) {
  if (device.is_dead()) return;
  INFO(device.text());
  CHECK_FALSE(device.core().model().work.has_value());
  const core::Model& model = device.core().model();
  CHECK((model.status.notice != core::Notice::none || model.alert.notice != core::Notice::none));
}

struct Asking : Starting {
  Device& prepare() {
    device->go("/reset");
    device->fill("Email address", kAlice);
    return *device;
  }
};

TEST_CASE("asking to start again meets every failure") {
  meet_every_failure<Asking>(
      [](Asking& story) {
        story.device->press("Send link");
        story.device->settle();
      },
      [](Asking& story) {
        check_told(*story.device);
        const bool told = !story.device->is_dead() && story.device->sees("Check your email.");
        const bool mailed = !last_mail(story.service, server::MailKind::reset_requested).link.empty();
        if (told) CHECK(mailed);
      });
}

struct Confirming : Starting {
  std::string link;
  Device& prepare() {
    link = ask();
    device->go("/reset/confirm", link);
    return *device;
  }
};

TEST_CASE("confirming meets every failure, and no second press starts a second wait") {
  meet_every_failure<Confirming>(
      [](Confirming& story) {
        story.device->press("Confirm");
        story.device->settle();
      },
      [](Confirming& story) {
        check_told(*story.device);
        const bool told = !story.device->is_dead() && story.device->sees("Your vault will be emptied, not");
        if (!told) {
          story.device = std::make_unique<Device>(story.service, story.storage, "/reset/confirm", story.link);
          story.device->press("Confirm");
          story.device->settle();
          CHECK(story.device->sees("Your vault will be emptied, not before"));
        }
        std::size_t announced = 0;
        for (const Mail& mail : story.service.read_mail()) {
          announced += mail.kind == server::MailKind::reset_started ? 1 : 0;
        }
        CHECK(announced == 1);
        CHECK_FALSE(story.wait().empty());
      });
}

struct CancellingByLink : Starting {
  std::string link;
  Device& prepare() {
    link = confirm(ask());
    device->go("/reset/cancel", link);
    return *device;
  }
};

TEST_CASE("cancelling by the link meets every failure") {
  meet_every_failure<CancellingByLink>(
      [](CancellingByLink& story) {
        story.device->press("Cancel the reset");
        story.device->settle();
      },
      [](CancellingByLink& story) {
        check_told(*story.device);
        const bool told = !story.device->is_dead() && story.device->sees("The reset is cancelled.");
        if (!told) {
          story.device = std::make_unique<Device>(story.service, story.storage, "/reset/cancel", story.link);
          story.device->press("Cancel the reset");
          story.device->settle();
          CHECK(story.device->sees("The reset is cancelled."));
        }
        CHECK(story.wait().empty());
      });
}

struct CancellingInSession : Starting {
  Device& prepare() {
    auto old = std::make_unique<Device>(service, old_storage, "/sign-in");
    sign_in(*old, kAlice, kOldPassword);
    confirm(ask());
    old->pass(6 * 60'000);
    old->go("/subscriptions");
    old->press("Company news", "Online services");
    old->settle();
    REQUIRE(old->sees("Someone asked to empty your vault"));
    device = std::move(old);
    return *device;
  }
};

TEST_CASE("cancelling in a session meets every failure, and the note stays until it is true") {
  meet_every_failure<CancellingInSession>(
      [](CancellingInSession& story) {
        story.device->press("Cancel the reset");
        story.device->settle();
      },
      [](CancellingInSession& story) {
        if (story.device->is_dead()) return;
        INFO(story.device->text());
        CHECK_FALSE(story.device->core().model().work.has_value());
        const bool told = story.device->sees("The reset is cancelled.");
        const bool noted = story.device->sees("Someone asked to empty your vault");
        const bool is_out = story.device->sees("You are signed out.");
        CHECK((told || noted || is_out));
        if (told) CHECK(story.wait().empty());
      });
}

struct Finishing : Starting {
  std::string link;
  Device& prepare() {
    link = be_ready();
    device->go("/reset/finish", link);
    return *device;
  }
  void run() {
    if (device->heading() != "Start again") return;
    fill();
    device->press("Continue");
    device->settle();
    next = write_down(*device);
    if (!next.empty()) device->press("Set up my account");
    device->settle();
  }
  void check_end() {
    check_told(*device);
    const bool told = !device->is_dead() && device->sees("Your account is ready. Its vault is empty.");
    const bool done = is_reset();
    if (told) CHECK(done);
    if (!done) {
      device = std::make_unique<Device>(service, storage, "/reset/finish", link);
      run();
      INFO(device->text());
      CHECK(device->sees("Your account is ready. Its vault is empty."));
    }
    CHECK(is_reset());
    CHECK(is_current(service, next));
    CHECK_FALSE(is_current(service, key));
    CHECK_FALSE(opens(service, kAlice, kOldPassword));
    std::size_t mails = 0;
    for (const Mail& mail : service.read_mail()) mails += mail.kind == server::MailKind::reset_done ? 1 : 0;
    CHECK(mails == 1);
  }
};

TEST_CASE(
    "starting again meets every failure: there is the old vault or the new one, and never half of either") {
  meet_every_failure<Finishing>([](Finishing& story) { story.run(); },
                                [](Finishing& story) { story.check_end(); });
}

TEST_CASE("starting again that is cancelled at any moment tells the truth") {
  for (std::size_t n = 0; n < 6; ++n) {
    CAPTURE(n);
    Finishing story;
    story.prepare();
    story.fill();
    story.device->lose(n, Loss::answer_late);
    for (const char* button : {"Continue", "Set up my account"}) {
      story.device->press(button);
      story.device->settle_until_waiting();
      if (story.device->core().model().work) story.device->press("Cancel");
      story.device->settle();
      if (button == std::string("Continue")) story.next = write_down(*story.device);
      if (story.next.empty()) break;
    }
    story.device->pass(60'000);
    CHECK_FALSE(story.device->core().model().work.has_value());
    const bool done = story.is_reset();
    if (!done) {
      story.device = std::make_unique<Device>(story.service, story.storage, "/reset/finish", story.link);
      story.run();
    }
    CHECK(story.is_reset());
  }
}

TEST_CASE("of two devices that follow the same link one starts again, and the other is told") {
  Finishing story;
  story.prepare();
  Storage elsewhere;
  story.service.now += 1;
  Device other(story.service, elsewhere, "/reset/finish", story.link);
  for (Device* each : {story.device.get(), &other}) {
    each->fill("Email address", kAlice);
    each->fill("Password", each == &other ? kThird : kNewPassword);
    each->fill("Repeat password", each == &other ? kThird : kNewPassword);
    each->press("Continue");
    each->settle();
    write_down(*each);
  }
  story.device->press("Set up my account");
  story.device->settle();
  other.press("Set up my account");
  other.settle();
  CHECK(story.device->sees("Your account is ready. Its vault is empty."));
  CHECK(other.sees("This link is no longer valid."));
  CHECK(story.is_reset());
  CHECK_FALSE(opens(story.service, kAlice, kThird));
}

struct Restoring : Emptied {
  std::string third;
  Device& prepare() {
    owner->go("/not-me", link);
    return *owner;
  }
  void run() {
    if (owner->heading() == "Was this not you?") {
      owner->press("Sign everybody out");
      owner->settle();
    }
    third = restore(kOldPassword);
  }
  void check_end() {
    check_told(*owner);
    const bool restored = opens(service, kAlice, kThird);
    if (!owner->is_dead()) {
      if (owner->sees("Your password is changed.")) CHECK(restored);
      if (owner->sees("Nothing was changed.")) CHECK_FALSE(restored);
    }
    if (!restored) {
      owner = std::make_unique<Device>(service, old_storage, "/not-me", link);
      run();
      INFO(owner->text());
      CHECK(owner->sees("Your password is changed."));
    }
    CHECK(name_kept() == "Anna");
    CHECK_FALSE(opens(service, kAlice, kNewPassword));
    CHECK_FALSE(opens(service, kAlice, kOldPassword));
    CHECK_FALSE(is_current(service, next));
    CHECK(is_current(service, third));
  }
};

TEST_CASE("having the old vault back meets every failure: it is one vault or the other") {
  meet_every_failure<Restoring>([](Restoring& story) { story.run(); },
                                [](Restoring& story) { story.check_end(); });
}

}  // namespace
}  // namespace portal::world
