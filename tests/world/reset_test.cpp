// Starting again without password and recovery key: asked for, waited for, cancelled in many ways, and done.
#include <doctest/doctest.h>

#include "tests/world/starting.h"

namespace portal::world {
namespace {

using server::MailKind;

TEST_CASE_FIXTURE(Starting, "who has neither password nor recovery key starts again, after three days") {
  device->press("I have no recovery key");
  CHECK(device->heading() == "I have no recovery key");
  device->fill("Email address", kAlice);
  device->press("Send link");
  device->settle();
  CHECK(device->sees("Check your email."));
  const Mail first = last_mail(service, MailKind::reset_requested);
  CHECK(first.link.starts_with("http://localhost:8080/reset/confirm#token="));
  device->go("/reset/confirm", fragment_of(first.link));
  CHECK(device->heading() == "Empty your vault?");
  CHECK(opens(service, kAlice, kOldPassword));  // opening a page starts nothing; but signing in ends the link
  device->press("Confirm");
  device->settle();
  CHECK(device->sees("This link is no longer valid."));

  const std::string link = ask();
  device->go("/reset/confirm", link);
  device->press("Confirm");
  device->settle();
  CHECK(device->sees("Your vault will be emptied, not before 27 November 2025, 16:00 UTC."));
  const Mail started = last_mail(service, MailKind::reset_started);
  CHECK(started.link.starts_with("http://localhost:8080/reset/cancel#token="));
  CHECK(started.note == "2025-11-27 16:00 UTC");
  service.now += kWait - 1;
  service.tidy();
  CHECK(service.read_mail().empty());
  service.now += 1;
  service.tidy();
  service.tidy();
  const auto mails = service.read_mail();
  REQUIRE(mails.size() == 1);
  CHECK(mails[0].kind == MailKind::reset_ready);
  CHECK(mails[0].link.starts_with("http://localhost:8080/reset/finish#token="));
  finish(fragment_of(mails[0].link));
  CHECK(device->sees("Your account is ready. Its vault is empty."));
  CHECK(device->heading() == "Overview");
  const Mail done = last_mail(service, MailKind::reset_done);
  CHECK(done.link.starts_with("http://localhost:8080/not-me#token="));
  CHECK(is_reset());
  CHECK_FALSE(opens(service, kAlice, kOldPassword));
  CHECK_FALSE(is_current(service, key));
  CHECK(is_current(service, next));
}

}  // namespace
}  // namespace portal::world
