#include "tests/world/people.h"

#include <doctest/doctest.h>

namespace portal::world {
namespace {

std::string group_of(const std::string& key, std::size_t number) {
  return key.substr((number - 1) * 5, 4);
}

}  // namespace

std::string fragment_of(const std::string& link) {
  const auto mark = link.find('#');
  return mark == std::string::npos ? "" : link.substr(mark + 1);
}

std::string write_down(Device& device) {
  if (device.heading() != "Your recovery key") return {};
  const std::string key = device.value("Recovery key");
  device.press("Continue");
  for (std::uint32_t number : device.core().model().sheet->asked) {
    device.fill("Group " + std::to_string(number), group_of(key, number));
  }
  return key;
}

bool finish_sign_up(Device& device, const std::string& password) {
  if (device.heading() != "Choose a password") return false;
  device.fill("Password", password);
  device.fill("Repeat password", password);
  device.press("Continue");
  device.settle();
  if (write_down(device).empty()) return false;
  device.press("Create account");
  device.settle();
  return device.heading() == "Overview";
}

std::string sign_up(Service& service, Storage& storage, const std::string& login,
                    const std::string& password) {
  Device device(service, storage, "/sign-up");
  device.fill("Email address", login);
  device.press("Send link");
  device.settle();
  REQUIRE(device.sees("Check your email."));
  const auto mails = service.read_mail();
  REQUIRE(mails.size() == 1);
  device.go("/sign-up/finish", fragment_of(mails[0].link));
  device.fill("Password", password);
  device.fill("Repeat password", password);
  device.press("Continue");
  device.settle();
  const std::string key = write_down(device);
  device.press("Create account");
  device.settle();
  REQUIRE(device.sees("Your account is ready."));
  return key;
}

void sign_in(Device& device, const std::string& login, const std::string& password) {
  device.fill("Email address", login);
  device.fill("Password", password);
  device.press("Sign in");
  device.settle();
}

bool opens(Service& service, const std::string& login, const std::string& password) {
  Storage fresh;
  Device device(service, fresh, "/sign-in");
  sign_in(device, login, password);
  const bool opened = device.heading() == "Overview";
  if (opened) device.press("Sign out");
  device.settle();
  return opened;
}

void change_password(Device& device, const std::string& from, const std::string& to) {
  device.go("/change-password");
  device.fill("Current password", from);
  device.fill("New password", to);
  device.fill("Repeat new password", to);
  device.press("Change password");
  device.settle();
}

void fill_recovery(Device& device, const std::string& login, const std::string& key,
                   const std::string& password) {
  if (device.heading() != "Forgotten password") device.go("/recovery");
  device.fill("Email address", login);
  device.fill("Recovery key", key);
  device.fill("New password", password);
  device.fill("Repeat new password", password);
  device.settle();
}

std::string recover(Device& device, const std::string& login, const std::string& key,
                    const std::string& password) {
  fill_recovery(device, login, key, password);
  device.press("Set new password");
  device.settle();
  const std::string next = write_down(device);
  if (!next.empty()) device.press("Set new password");
  device.settle();
  return next;
}

bool is_current(Service& service, const std::string& key) {
  Storage fresh;
  Device device(service, fresh, "/recovery");
  fill_recovery(device, kAlice, key, "a password for nothing");
  device.press("Set new password");
  device.settle();
  return device.heading() == "Your recovery key";
}

}  // namespace portal::world
