// All other stories with every failure at every step.
#include <doctest/doctest.h>

#include "tests/world/failures.h"

namespace portal::world {
namespace {

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

TEST_CASE("asking for a link, choosing a reminder and signing out that meet any failure can be done again") {
  const auto act = [](Device& device) {
    device.go("/sign-up");
    device.fill("Email address", "bob@example.org");
    device.press("Send link");
    device.settle();
    device.go("/sign-in");
    sign_in(device, kAlice, kOldPassword);
    if (device.heading() != "Overview") return;
    device.go("/change-password");
    if (device.heading() != "Change password" || device.is_dead()) return;
    device.choose("Remind me", "Every year");
    if (device.heading() != "Change password" || device.is_dead()) return;
    device.press("Sign out");
    device.settle();
  };
  with_every_failure(act, [](Service& service, Device&) {
    Storage fresh;
    Device again(service, fresh, "/sign-up");
    again.fill("Email address", "bob@example.org");
    again.press("Send link");
    again.settle();
    CHECK(again.sees("Check your email."));
    again.go("/sign-in");
    sign_in(again, kAlice, kOldPassword);
    again.go("/change-password");
    again.choose("Remind me", "Every 6 months");
    CHECK(again.sees("Your reminder is saved."));
    again.press("Sign out");
    again.settle();
    CHECK(again.sees("You are signed out."));
  });
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
