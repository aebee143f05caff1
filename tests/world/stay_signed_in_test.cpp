// "Stay signed in on this device": coming back without the password, and everything that ends it.
#include <doctest/doctest.h>

#include "shared/wire/device.h"
#include "tests/world/failures.h"

namespace portal::world {
namespace {

struct Staying {
  Service service;
  Storage storage;

  Staying() {
    sign_up(service, storage, kAlice, kOldPassword);
    Device device(service, storage, "/sign-in");
    device.press("Stay signed in on this device");
    sign_in(device, kAlice, kOldPassword);
    REQUIRE(device.heading() == "Overview");
    REQUIRE(device.sees("This device stays signed in until"));
  }
  // A new page on the same device.
  std::unique_ptr<Device> come_back(std::string path = "/") {
    auto device = std::make_unique<Device>(service, storage, std::move(path));
    device->settle();
    return device;
  }
};

TEST_CASE("without it, a page that is loaded anew asks again and says why") {
  Service service;
  Storage storage;
  sign_up(service, storage, kAlice, kOldPassword);
  Device device(service, storage, "/sign-in");
  CHECK_FALSE(device.is_on("Stay signed in on this device", ""));
  sign_in(device, kAlice, kOldPassword);
  Device again(service, storage, "/");
  CHECK(again.heading() == "Sign in");
  CHECK(again.sees("You are asked again because"));
  again.settle();
  sign_in(again, kAlice, kOldPassword);
  again.press("Sign out");
  again.settle();
  Device later(service, storage, "/");
  CHECK_FALSE(later.sees("You are asked again because"));
}

TEST_CASE_FIXTURE(Staying, "a page that is loaded anew opens the screen that was asked for") {
  CHECK(come_back()->heading() == "Overview");
  const auto device = come_back("/subscriptions");
  CHECK(device->heading() == "Subscriptions");
  device->press("Stop all mail");
  device->settle();
  CHECK(device->sees("All mail is stopped."));
}

TEST_CASE_FIXTURE(Staying, "the password is still asked for to change it") {
  const auto device = come_back();
  change_password(*device, "not the password", kNewPassword);
  CHECK(device->sees("The current password is not right. Nothing was changed."));
  change_password(*device, kOldPassword, kNewPassword);
  CHECK(device->sees("Your password is changed."));
  CHECK(opens(service, kAlice, kNewPassword));
}

TEST_CASE_FIXTURE(Staying, "it ends after seven days, though it is used on each") {
  for (int day = 0; day < 6; ++day) {
    service.now += 24 * 3'600'000ull;
    CHECK(come_back()->heading() == "Overview");
  }
  service.now += 24 * 3'600'000ull;
  CHECK(come_back()->heading() == "Sign in");
}

TEST_CASE_FIXTURE(Staying, "it ends with sign-out, on this device and at the server") {
  const Storage copy = storage;
  const auto device = come_back();
  device->press("Sign out");
  device->settle();
  CHECK_FALSE(storage.contains("device"));
  CHECK_FALSE(storage.contains("device-x"));
  CHECK(come_back()->heading() == "Sign in");
  storage = copy;  // somebody kept the profile
  CHECK(come_back()->heading() == "Sign in");
  CHECK_FALSE(storage.contains("device-x"));
}

TEST_CASE_FIXTURE(Staying, "it ends with a new password, whichever device chose it") {
  Storage elsewhere;
  Device other(service, elsewhere, "/sign-in");
  sign_in(other, kAlice, kOldPassword);
  change_password(other, kOldPassword, kNewPassword);
  REQUIRE(other.sees("Your password is changed."));
  CHECK(come_back()->heading() == "Sign in");
  CHECK_FALSE(storage.contains("device"));
}

TEST_CASE_FIXTURE(Staying, "a frame in another page gets nothing of it") {
  Device frame(service, storage, "/embed", "", Frame::inside);
  frame.settle();
  CHECK(frame.heading() == "Your mail preferences");
}

TEST_CASE_FIXTURE(Staying, "what was kept and then spoilt opens nothing, and the form is there") {
  const Storage whole = storage;
  for (const std::string name : {"device", "device-x"}) {
    for (std::size_t at = 0; at < whole.at(name).size(); at += 5) {
      const bool is_its_end = name == "device" && at >= 56 && at < 64;  // the server has its own
      if (is_its_end) continue;
      CAPTURE(at);
      storage = whole;
      storage[name][at] ^= 0x40;
      CHECK(come_back()->heading() == "Sign in");
    }
    storage = whole;
    storage[name].pop_back();  // of x, or of the address
    CHECK(come_back()->heading() == "Sign in");
  }
}

TEST_CASE_FIXTURE(Staying, "coming back meets any loss and opens, or shows the form and loses nothing") {
  for (std::size_t n = 0; n < 4; ++n) {
    for (Loss loss : kLosses) {
      CAPTURE(n);
      CAPTURE(static_cast<int>(loss));
      {
        Device device(service, storage, "/");
        device.lose(n, loss);
        device.settle();
        device.pass(40'000);
        CHECK((device.heading() == "Overview" || device.heading() == "Sign in"));
      }
      CHECK(come_back()->heading() == "Overview");
      service.now += 3'600'000;
    }
  }
}

TEST_CASE("enrolling meets any failure: signed in, and the device stays or does not, and says so") {
  with_every_failure(
      [](Device& device) {
        device.press("Stay signed in on this device");
        sign_in(device, kAlice, kOldPassword);
      },
      [](Service& service, Device& device) {
        const bool stays = device.sees("This device stays signed in until");
        if (device.is_dead() || device.heading() != "Overview") return;
        CHECK((stays || device.sees("this device could not be remembered") || device.heading() == "Sign in"));
        CHECK(opens(service, kAlice, kOldPassword));
      });
}

}  // namespace
}  // namespace portal::world
