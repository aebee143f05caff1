// Every story with every failure at every step: the allowed end states are named, and nothing else may
// happen.
#include <array>
#include <doctest/doctest.h>

#include "tests/world/people.h"

namespace portal::world {
namespace {

using server::Interruption;

constexpr std::array kLosses{Loss::request, Loss::answer, Loss::twice, Loss::answer_late};
constexpr std::array kInterruptions{Interruption::before_commit, Interruption::after_commit};

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
    for (Interruption how : kInterruptions) {
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

struct SigningUp {
  Service service;
  Storage storage;
  std::string fragment;

  SigningUp() {
    Device device(service, storage, "/sign-up");
    device.fill("Email address", kAlice);
    device.press("Send link");
    device.settle();
    fragment = fragment_of(service.read_mail().at(0).link);
  }

  // The account is there and opens, or it is not and the link still works.
  void check_end() {
    service.never_interrupt();
    if (opens(service, kAlice, kOldPassword)) return;
    Storage fresh;
    Device again(service, fresh, "/sign-up/finish", fragment);
    CHECK(finish_sign_up(again, kNewPassword));
    CHECK(opens(service, kAlice, kNewPassword));
  }
};

TEST_CASE("a sign-up survives the loss of any message and a stop of the store at any verb") {
  std::size_t requests = 0;
  std::size_t verbs = 0;
  {
    SigningUp whole;
    Device device(whole.service, whole.storage, "/sign-up/finish", whole.fragment);
    const std::size_t verbs_before = whole.service.verbs();
    REQUIRE(finish_sign_up(device, kOldPassword));
    requests = device.requests();
    verbs = whole.service.verbs() - verbs_before;
  }
  for (std::size_t n = 0; n < requests; ++n) {
    for (Loss loss : kLosses) {
      CAPTURE(n);
      CAPTURE(static_cast<int>(loss));
      SigningUp story;
      Device device(story.service, story.storage, "/sign-up/finish", story.fragment);
      device.lose(n, loss);
      finish_sign_up(device, kOldPassword);
      story.check_end();
    }
  }
  for (std::size_t n = 0; n < verbs; ++n) {
    for (Interruption how : kInterruptions) {
      CAPTURE(n);
      CAPTURE(static_cast<int>(how));
      SigningUp story;
      Device device(story.service, story.storage, "/sign-up/finish", story.fragment);
      story.service.interrupt_at(n, how);
      finish_sign_up(device, kOldPassword);
      story.check_end();
    }
  }
}

// Runs `act` at a device that is signed out, with each failure at each step, and then asks `check` what is
// allowed.
template <class Act, class Check>
void with_every_failure(Act act, Check check) {
  struct Scene {
    Service service;
    Storage storage;
    std::unique_ptr<Device> device;
    Scene() {
      sign_up(service, storage, kAlice, kOldPassword);
      device = std::make_unique<Device>(service, storage, "/sign-in");
    }
  };
  std::size_t requests = 0;
  std::size_t verbs = 0;
  std::size_t effects = 0;
  {
    Scene whole;
    const std::size_t requests_before = whole.device->requests();
    const std::size_t effects_before = whole.device->effects();
    const std::size_t verbs_before = whole.service.verbs();
    act(*whole.device);
    requests = whole.device->requests() - requests_before;
    effects = whole.device->effects() - effects_before;
    verbs = whole.service.verbs() - verbs_before;
  }
  REQUIRE(requests >= 2);
  for (std::size_t n = 0; n < requests; ++n) {
    for (Loss loss : kLosses) {
      CAPTURE(n);
      CAPTURE(static_cast<int>(loss));
      Scene scene;
      scene.device->lose(n, loss);
      act(*scene.device);
      scene.device->pass(40'000);
      check(scene.service, *scene.device);
    }
  }
  for (std::size_t n = 0; n < verbs; ++n) {
    for (Interruption how : kInterruptions) {
      CAPTURE(n);
      CAPTURE(static_cast<int>(how));
      Scene scene;
      scene.service.interrupt_at(n, how);
      act(*scene.device);
      scene.device->pass(40'000);
      scene.service.never_interrupt();
      check(scene.service, *scene.device);
    }
  }
  for (std::size_t n = 0; n < effects; ++n) {
    CAPTURE(n);
    Scene scene;
    scene.device->die_at(scene.device->effects() + n);
    act(*scene.device);
    check(scene.service, *scene.device);
  }
}

TEST_CASE("a sign-in that meets any failure says why it did not work, and the account opens afterwards") {
  with_every_failure([](Device& device) { sign_in(device, kAlice, kOldPassword); },
                     [](Service& service, Device& device) {
                       CHECK(opens(service, kAlice, kOldPassword));
                       if (device.is_dead()) return;
                       const core::Model& model = device.core().model();
                       INFO(device.text());
                       CHECK_FALSE(model.work);
                       CHECK((model.signed_in || model.alert.notice != core::Notice::none ||
                              model.status.notice != core::Notice::none));
                     });
}

TEST_CASE("mail switches that meet any failure end where the server says") {
  const auto act = [](Device& device) {
    sign_in(device, kAlice, kOldPassword);
    if (device.heading() != "Overview") return;
    device.go("/subscriptions");
    for (const auto& [name, group] : {std::pair{"Company news", "Online services"},
                                      {"Undo", ""},
                                      {"Product offers", "Online services"}}) {
      if (device.is_dead() || device.heading() != "Subscriptions" || !device.sees("Online services")) return;
      device.press(name, group);
      device.settle();
    }
  };
  with_every_failure(act, [](Service& service, Device& device) {
    CHECK(opens(service, kAlice, kOldPassword));
    if (device.is_dead() || device.heading() != "Subscriptions" || !device.sees("Online services")) return;
    INFO(device.text());
    CHECK(device.is_on("Company news", "Online services") == service.may_send("services", "news", kAlice));
    CHECK(device.is_on("Product offers", "Online services") ==
          service.may_send("services", "marketing", kAlice));
  });
}

TEST_CASE("what is pressed twice happens once") {
  Changing story;
  story.service.read_mail();
  story.device->press("Change password");
  story.device->press("Change password");
  story.device->settle();
  CHECK(story.device->sees("Your password is changed."));
  CHECK(story.service.read_mail().size() == 1);
  story.check_end();
}

TEST_CASE("inside another page no password is asked for") {
  Service service;
  Storage storage;
  sign_up(service, storage, kAlice, kOldPassword);
  Device framed(service, storage, "/embed", "", Frame::inside);
  CHECK(framed.heading() == "Your mail preferences");
  CHECK_FALSE(framed.sees("Password"));
  framed.go("/sign-in");
  CHECK(framed.heading() == "Your mail preferences");
}

TEST_CASE(
    "a switch that could not be saved goes back, and says what is true as soon as the server is heard") {
  Service service;
  Storage storage;
  sign_up(service, storage, kAlice, kOldPassword);
  Device device(service, storage, "/sign-in");
  sign_in(device, kAlice, kOldPassword);
  device.go("/subscriptions");
  device.settle();
  device.lose(0, Loss::request, 3);
  device.press("Company news", "Online services");
  device.settle();
  CHECK(device.sees("We could not reach the server."));
  CHECK_FALSE(device.is_on("Company news", "Online services"));
  device.lose(0, Loss::answer, 2);  // saved, but neither answer nor the look after it is heard
  device.press("Company news", "Online services");
  device.settle();
  CHECK_FALSE(device.is_on("Company news", "Online services"));
  device.pass(60'000);
  CHECK(device.is_on("Company news", "Online services"));
  CHECK(service.may_send("services", "news", kAlice));
}

TEST_CASE("a switch whose answer was lost shows what is true") {
  for (Loss loss : kLosses) {
    CAPTURE(static_cast<int>(loss));
    Service service;
    Storage storage;
    sign_up(service, storage, kAlice, kOldPassword);
    Device device(service, storage, "/sign-in");
    sign_in(device, kAlice, kOldPassword);
    device.go("/subscriptions");
    device.settle();
    device.lose(0, loss);
    device.press("Company news", "Online services");
    device.settle();
    device.pass(60'000);
    if (device.sees("You are signed out.")) continue;  // a request that came twice is a replay
    CHECK(device.is_on("Company news", "Online services") == service.may_send("services", "news", kAlice));
  }
}

}  // namespace
}  // namespace portal::world
