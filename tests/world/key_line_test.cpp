// The owner's key line stands on every recovery sheet, so that an export can be checked against paper.
#include <doctest/doctest.h>

#include "tests/world/failures.h"

namespace portal::world {
namespace {

// What stands on the sheet that is on the screen, and in the file that is saved from it.
std::string line_on_sheet(Device& device) {
  REQUIRE(device.heading() == "Your recovery key");
  const std::string line = device.value("Key line");
  CHECK(line.size() == 56);
  const std::size_t before = device.files().size();
  device.press("Save as a file");
  device.settle();
  REQUIRE(device.files().size() == before + 1);
  const std::string file(text_of(device.files().back().content));
  CHECK(file.find("\nKey line: " + line + "\n") != std::string::npos);
  CHECK(file.find(device.value("Recovery key")) != std::string::npos);
  return line;
}

std::string line_on_export(Service& service, const std::string& password) {
  Storage fresh;
  Device device(service, fresh, "/export");
  sign_in(device, kAlice, password);
  return device.value("Key line");
}

TEST_CASE(
    "the key line on the sheet of a sign-up, a renewal and a recovery is the one that exports are signed "
    "by") {
  Service service;
  Storage storage;
  Device device(service, storage, "/sign-up");
  device.fill("Email address", kAlice);
  device.press("Send link");
  device.settle();
  device.go("/sign-up/finish", fragment_of(service.read_mail().at(0).link));
  device.fill("Password", kOldPassword);
  device.fill("Repeat password", kOldPassword);
  device.press("Continue");
  device.settle();
  const std::string line = line_on_sheet(device);
  write_down(device);
  device.press("Create account");
  device.settle();
  REQUIRE(device.heading() == "Overview");
  CHECK(line_on_export(service, kOldPassword) == line);

  device.go("/change-password");
  device.fill("Your password", kOldPassword);
  device.press("Make a new recovery key");
  device.settle();
  CHECK(line_on_sheet(device) == line);
  const std::string key = write_down(device);
  device.press("Use this key from now on");
  device.settle();
  REQUIRE(device.sees("Your new recovery key is in place."));

  Storage fresh;
  Device other(service, fresh, "/recovery");
  fill_recovery(other, kAlice, key, kNewPassword);
  other.press("Set new password");
  other.settle();
  CHECK(line_on_sheet(other) == line);
  write_down(other);
  other.press("Set new password");
  other.settle();
  REQUIRE(other.heading() == "Overview");
  CHECK(line_on_export(service, kNewPassword) == line);
}

TEST_CASE("another account has another key line") {
  Service service;
  Storage one;
  Storage other;
  sign_up(service, one, kAlice, kOldPassword);
  sign_up(service, other, "berta@example.org", kOldPassword);
  Device device(service, other, "/export");
  sign_in(device, "berta@example.org", kOldPassword);
  CHECK(device.value("Key line") != line_on_export(service, kOldPassword));
}

}  // namespace
}  // namespace portal::world
