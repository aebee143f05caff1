// Checking an export: what was changed is said to be changed, and whose it is is said only where it is known.
#include <doctest/doctest.h>

#include "tests/world/people.h"

namespace portal::world {
namespace {

constexpr std::string_view kYours = "This export is whole, and the expected key has signed it.";
constexpr std::string_view kWhole = "This export is whole. Compare its key with the one that you know.";
constexpr std::string_view kAnother = "This export is whole, but another key has signed it.";
constexpr std::string_view kBroken = "This is not an export, or it was changed.";

struct Exported {
  Service service;
  Storage storage;
  std::unique_ptr<Device> device;
  Device::File file;
  std::string passphrase;
  std::string key_line;

  enum class Sealed { no, yes };
  explicit Exported(Sealed sealed = Sealed::no) {
    sign_up(service, storage, kAlice, kOldPassword);
    device = std::make_unique<Device>(service, storage, "/sign-in");
    sign_in(*device, kAlice, kOldPassword);
    device->go("/export");
    key_line = device->value("Key line");
    if (sealed == Sealed::yes) {
      device->press("Protect with a passphrase");
      passphrase = device->value("Passphrase");
    }
    device->fill("Password", kOldPassword);
    device->press("Create export");
    device->settle();
    REQUIRE(device->files().size() == 1);
    file = device->files()[0];
  }
};

struct SignedOut {
  Storage storage;
  Device device;
  explicit SignedOut(Service& service) : device(service, storage, "/verify") {}

  void check(const Device::File& file) {
    device.pick("Export file", file);
    device.press("Check");
    device.settle();
  }
};

TEST_CASE("the owner's own export is found whole and theirs") {
  Exported exported;
  Device& device = *exported.device;
  device.go("/verify");
  CHECK(device.heading() == "Check an export");
  device.pick("Export file", exported.file);
  device.press("Check");
  device.settle();
  CHECK(device.sees(kYours));
  CHECK(device.sees("Made 24 November 2025 at localhost."));
  CHECK(device.sees(exported.key_line));
  device.go("/subscriptions");
  device.go("/verify");
  CHECK_FALSE(device.sees("What the file says"));
}

TEST_CASE("signed out, a typed key line says whose an export is, and nothing is sent") {
  Exported exported;
  SignedOut other(exported.service);
  const std::size_t requests = other.device.requests();
  other.check(exported.file);
  CHECK(other.device.sees(kWhole));
  CHECK_FALSE(other.device.sees(kYours));
  other.device.fill("Key line", " " + exported.key_line + "\n");
  other.check(exported.file);
  CHECK(other.device.sees(kYours));
  // Of another owner.
  other.device.fill("Key line", "RWSY3O9czk2vPEZBZqWPR6zyxDWIrXHg6m0u5Kuw64B3lJt1JKwWFeup");
  other.check(exported.file);
  CHECK(other.device.sees(kAnother));
  other.device.fill("Key line", "RWSY3O9czk2vPEZB");
  other.check(exported.file);
  CHECK(other.device.sees("This is not a key line."));
  CHECK(other.device.requests() == requests);
}

TEST_CASE("somebody else's export is not taken for the owner's") {
  Exported exported;
  Storage storage;
  exported.service.read_mail();
  sign_up(exported.service, storage, "ben@example.org", kOldPassword);
  Device ben(exported.service, storage, "/sign-in");
  sign_in(ben, "ben@example.org", kOldPassword);
  ben.go("/verify");
  ben.pick("Export file", exported.file);
  ben.press("Check");
  ben.settle();
  CHECK(ben.sees(kAnother));
  CHECK_FALSE(ben.sees(kYours));
}

TEST_CASE("a flipped byte anywhere in an export is said") {
  Exported exported;
  SignedOut other(exported.service);
  for (std::size_t at = 0; at < exported.file.content.size(); at += 37) {
    CAPTURE(at);
    Device::File changed = exported.file;
    changed.content[at] ^= 1;
    other.check(changed);
    CHECK(other.device.sees(kBroken));
    CHECK_FALSE(other.device.sees("What the file says"));
  }
  other.check({"cut.zip", Bytes(exported.file.content.begin(), exported.file.content.end() - 1)});
  CHECK(other.device.sees(kBroken));
  other.check({"empty.zip", {}});
  CHECK(other.device.sees(kBroken));
  other.check(exported.file);
  CHECK(other.device.sees(kWhole));
}

TEST_CASE("a sealed export is checked with its passphrase, and only so") {
  Exported exported(Exported::Sealed::yes);
  SignedOut other(exported.service);
  other.check(exported.file);
  CHECK(other.device.sees("This file needs its passphrase."));
  other.device.fill("Passphrase", exported.passphrase + "x");
  other.check(exported.file);
  CHECK(other.device.sees("The passphrase is not right."));
  other.device.fill("Passphrase", exported.passphrase);
  other.check(exported.file);
  CHECK(other.device.sees(kWhole));
  Device::File changed = exported.file;
  changed.content.back() ^= 1;
  other.check(changed);
  CHECK(other.device.sees(kBroken));
}

TEST_CASE("a sealed file that asks for more memory than we use is refused with a reason, before any work") {
  Exported exported(Exported::Sealed::yes);
  Device& device = *exported.device;
  device.go("/verify");
  device.fill("Passphrase", exported.passphrase);
  for (const std::string factor : {" 17\n", " 22\n", " 23\n"}) {
    CAPTURE(factor);
    std::string text(text_of(exported.file.content));
    text.replace(text.find(" 16\n"), 4, factor);
    Device::File changed{exported.file.name, bytes_of(text)};
    device.pick("Export file", changed);
    device.press("Check");
    device.settle();
    CHECK(device.sees(factor == " 23\n" ? kBroken : "This file asks for more memory than we use"));
    CHECK_FALSE(device.core().model().work);
  }
}

TEST_CASE("without memory a sealed file is neither made nor opened, and that is said") {
  Exported exported(Exported::Sealed::yes);
  Device& device = *exported.device;
  device.has_memory = false;
  device.go("/verify");
  device.fill("Passphrase", exported.passphrase);
  device.pick("Export file", exported.file);
  device.press("Check");
  device.settle();
  CHECK(device.sees("This device has too little free memory to open the file."));
  device.has_memory = true;
  device.press("Check");
  device.settle();
  CHECK(device.sees(kYours));
}

TEST_CASE("a passphrase longer than any of ours is a wrong one") {
  Exported exported(Exported::Sealed::yes);
  Device& device = *exported.device;
  device.go("/verify");
  device.fill("Passphrase", std::string(1025, 'x'));
  device.pick("Export file", exported.file);
  device.press("Check");
  device.settle();
  CHECK(device.sees("The passphrase is not right."));
}

TEST_CASE("without a file, or with one that cannot be read, nothing is said about an export") {
  Exported exported;
  SignedOut other(exported.service);
  other.device.press("Check");
  CHECK(other.device.sees("Choose a file."));
  other.device.has_disk = false;
  other.check(exported.file);
  CHECK(other.device.sees("The file could not be read."));
}

TEST_CASE("a check can be cancelled, pressed twice, and ends where the screen does") {
  Exported exported;
  SignedOut other(exported.service);
  other.device.pick("Export file", exported.file);
  other.device.press("Check");
  other.device.press("Cancel");
  other.device.settle();
  CHECK(other.device.sees("Cancelled."));
  other.device.is_impatient = true;
  other.check(exported.file);
  CHECK(other.device.sees(kWhole));
  other.device.is_impatient = false;
  other.device.press("Check");
  other.device.go("/sign-in");
  CHECK_FALSE(other.device.core().model().work);
}

}  // namespace
}  // namespace portal::world
