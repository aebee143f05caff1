// The reminder of an old password, by mail.
#include <doctest/doctest.h>

#include "tests/world/people.h"

namespace portal::world {
namespace {

TEST_CASE("a reminder comes by mail once for each password, when its owner wants it") {
  Service service;
  Storage storage;
  sign_up(service, storage, kAlice, kOldPassword);
  Device device(service, storage, "/sign-in");
  sign_in(device, kAlice, kOldPassword);
  device.go("/change-password");
  device.choose("Remind me", "Every 3 months");
  service.now += 91 * 24 * kHour;
  service.tidy();
  CHECK(service.read_mail().empty());
  service.now += 24 * kHour;
  for (std::size_t n = 0; n < 3; ++n) {  // the store stops in between
    service.interrupt_at(n, server::Interruption::before_commit);
    service.tidy();
    service.never_interrupt();
  }
  service.tidy();
  const auto mails = service.read_mail();
  REQUIRE(mails.size() == 1);
  CHECK(mails[0].kind == server::MailKind::reminder);
  CHECK(mails[0].link == "http://localhost:8080/change-password");
  service.now += 400 * 24 * kHour;
  service.tidy();
  CHECK(service.read_mail().empty());

  Device again(service, storage, "/sign-in");
  sign_in(again, kAlice, kOldPassword);
  change_password(again, kOldPassword, kNewPassword);
  service.read_mail();
  service.now += 92 * 24 * kHour;
  service.tidy();
  CHECK(service.read_mail().size() == 1);
}

}  // namespace
}  // namespace portal::world
