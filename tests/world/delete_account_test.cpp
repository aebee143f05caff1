// Deleting the account: asked for with the password, seen everywhere, taken back in two ways, and done when
// due.
#include <doctest/doctest.h>

#include "tests/world/leaving.h"

namespace portal::world {
namespace {

TEST_CASE_FIXTURE(Leaving, "a deletion is asked for with the password, and announced with its date") {
  ask();
  CHECK(device->sees("Your account will be deleted on 27 November 2025."));
  CHECK(device->sees("Waiting to be deleted"));
  const auto mails = service.read_mail();
  REQUIRE(mails.size() == 1);
  CHECK(mails[0].kind == server::MailKind::deletion_requested);
  CHECK(mails[0].link.starts_with("http://localhost:8080/delete-account/cancel#token="));
  CHECK(mails[0].note == "2025-11-27 16:00 UTC");
  service.now += kDelay - 1;
  service.tidy();
  CHECK(opens(service, kAlice, kOldPassword));
  CHECK(is_gone_when_due());
}

TEST_CASE_FIXTURE(Leaving, "without the tick or with a wrong password nothing is asked for") {
  device->fill("Password", kOldPassword);
  device->press("Delete account");
  device->settle();
  CHECK(device->sees("Tick the box first"));
  fill("not this one, I fear");
  device->press("Delete account");
  device->settle();
  CHECK(device->sees("The password is not right."));
  CHECK(service.read_mail().empty());
  CHECK_FALSE(is_gone_when_due());
}

TEST_CASE_FIXTURE(Leaving,
                  "every session shows that the account waits to be deleted, and each can cancel it") {
  Storage other_storage;
  Device other(service, other_storage, "/sign-in");
  sign_in(other, kAlice, kOldPassword);
  CHECK_FALSE(other.sees("will be deleted on"));
  ask();
  other.pass(6 * 60'000);
  other.go("/subscriptions");
  other.press("Company news", "Online services");
  other.settle();
  CHECK(other.sees("Your account will be deleted on 27 November 2025."));
  device->go("/");
  CHECK(device->sees("Your account will be deleted on 27 November 2025."));

  other.press("Cancel this");
  other.settle();
  CHECK(other.heading() == "Delete account");
  other.press("Cancel deletion");
  other.settle();
  CHECK(other.sees("Deletion cancelled."));
  CHECK_FALSE(other.sees("Waiting to be deleted"));
  device->go("/delete-account");
  device->settle();
  CHECK_FALSE(device->sees("will be deleted on"));
  CHECK_FALSE(is_gone_when_due());
}

TEST_CASE_FIXTURE(Leaving, "the mailed link cancels without signing in, once or as often as it is pressed") {
  ask();
  const std::string link = service.read_mail().at(0).link;
  Storage fresh;
  Device stranger(service, fresh, "/delete-account/cancel", fragment_of(link));
  CHECK(stranger.heading() == "Keep your account");
  CHECK_FALSE(opens(service, kAlice, kNewPassword));
  stranger.lose(0, Loss::answer);
  stranger.press("Cancel deletion");
  stranger.settle();
  CHECK(stranger.sees("Deletion cancelled."));
  device->go("/");
  device->go("/delete-account");
  device->settle();
  CHECK_FALSE(device->sees("Waiting to be deleted"));

  // It has nothing to do with a later request.
  ask();
  CHECK(device->sees("Waiting to be deleted"));
  stranger.go("/delete-account/cancel", fragment_of(link));
  stranger.press("Cancel deletion");
  stranger.settle();
  CHECK(stranger.sees("This link is no longer valid."));
  CHECK(is_gone_when_due());
}

TEST_CASE_FIXTURE(Leaving, "a link of another form, or opened and not pressed, changes nothing") {
  ask();
  const std::string link = service.read_mail().at(0).link;
  for (const std::string& fragment : {std::string("token=AAAA"), std::string("nothing"), fragment_of(link)}) {
    Storage fresh;
    Device stranger(service, fresh, "/delete-account/cancel", fragment);
    if (fragment != fragment_of(link)) stranger.press("Cancel deletion");
    stranger.settle();
    CHECK_FALSE(stranger.sees("Deletion cancelled."));
  }
  CHECK(is_gone_when_due());
}

TEST_CASE_FIXTURE(Leaving, "a deleted account is gone for its sessions, and its address can begin anew") {
  ask();
  service.now += kDelay + 60'000;
  service.tidy();
  service.tidy();
  const auto mails = service.read_mail();
  REQUIRE(mails.size() == 1);  // the cancel link that still waited went with the account
  CHECK(mails[0].kind == server::MailKind::deleted);
  CHECK(mails[0].to == kAlice);
  CHECK(mails[0].note.find('.') != std::string::npos);
  Storage fresh;
  sign_up(service, fresh, kAlice, kNewPassword);
  CHECK(opens(service, kAlice, kNewPassword));
  CHECK_FALSE(opens(service, kAlice, kOldPassword));
}

TEST_CASE_FIXTURE(Leaving, "what is pressed twice is asked for once") {
  device->fill("Password", kOldPassword);
  device->press("I understand that my data cannot be restored");
  device->is_impatient = true;
  device->press("Delete account");
  device->settle();
  CHECK(device->sees("Waiting to be deleted"));
  CHECK(service.read_mail().size() == 1);
  device->press("Cancel deletion");
  device->settle();
  CHECK(device->sees("Deletion cancelled."));
}

}  // namespace
}  // namespace portal::world
