// Starting again without password and recovery key: asked for, waited for, cancelled in many ways, and done.
#include <doctest/doctest.h>

#include "tests/world/keeping.h"
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

TEST_CASE_FIXTURE(Starting,
                  "address, mail choices and log stay; My data is empty, and the old device is out") {
  Device old(service, old_storage, "/my-data");
  sign_in(old, kAlice, kOldPassword);
  save(old, {{"Name", "Anna"}});
  old.go("/subscriptions");
  old.press("Company news", "Online services");
  old.settle();
  const std::string link = be_ready();
  finish(link);
  REQUIRE(device->heading() == "Overview");
  device->go("/my-data");
  device->settle();
  CHECK(device->value("Name").empty());
  save(*device, {{"Name", "Berta"}});
  CHECK(device->sees("Saved."));
  device->go("/subscriptions");
  device->settle();
  CHECK(device->is_on("Company news", "Online services"));
  CHECK(service.may_send("services", "news", kAlice));
  old.go("/my-data");
  old.settle();
  CHECK(old.heading() == "Sign in");

  device->go("/reset/finish", link);  // used up
  CHECK(device->sees("This link is no longer valid."));
}

TEST_CASE_FIXTURE(Starting,
                  "every session shows a reset that waits, on every screen, and cancels it by one press") {
  Device one(service, old_storage, "/sign-in");
  sign_in(one, kAlice, kOldPassword);
  Storage elsewhere;
  Device two(service, elsewhere, "/sign-in");
  sign_in(two, kAlice, kOldPassword);
  CHECK_FALSE(one.sees("Someone asked to empty your vault"));
  confirm(ask());
  for (Device* each : {&one, &two}) {
    each->pass(6 * 60'000);
    each->go("/subscriptions");
    each->press("Company news", "Online services");
    each->settle();
    CHECK(each->sees("Someone asked to empty your vault and to set up your account again, from 27 November"));
    each->go("/");
    CHECK(each->sees("Someone asked to empty your vault"));
  }
  one.press("Cancel the reset");
  one.settle();
  CHECK(one.sees("The reset is cancelled."));
  CHECK_FALSE(one.sees("Someone asked to empty your vault"));
  two.press("Cancel the reset");
  two.settle();
  CHECK(two.sees("The reset is cancelled."));
  CHECK(wait().empty());
}

TEST_CASE_FIXTURE(
    Starting,
    "whoever signs in cancels a reset, before it is confirmed, while it waits and when it is ready") {
  SUBCASE("before it is confirmed") {
    const std::string link = ask();
    CHECK(opens(service, kAlice, kOldPassword));
    CHECK(confirm(link).empty());
    CHECK(device->sees("This link is no longer valid."));
    CHECK(wait().empty());
  }
  SUBCASE("while it waits") {
    confirm(ask());
    service.now += kWait - 1;
    CHECK(opens(service, kAlice, kOldPassword));
    CHECK(wait().empty());
  }
  SUBCASE("when it is ready") {
    const std::string link = be_ready();
    CHECK(opens(service, kAlice, kOldPassword));
    finish(link);
    CHECK(device->sees("This link is no longer valid."));
  }
  SUBCASE("after the password was chosen") {
    const std::string link = be_ready();
    device->go("/reset/finish", link);
    fill();
    device->press("Continue");
    device->settle();
    write_down(*device);
    CHECK(opens(service, kAlice, kOldPassword));
    device->press("Set up my account");
    device->settle();
    CHECK(device->sees("This link is no longer valid."));
  }
  CHECK(opens(service, kAlice, kOldPassword));
  CHECK_FALSE(is_reset());
}

TEST_CASE_FIXTURE(Starting, "who confirms while being signed in may change their mind on the same screen") {
  Device old(service, old_storage, "/sign-in");
  sign_in(old, kAlice, kOldPassword);
  old.go("/reset/confirm", ask());
  old.press("Confirm");
  old.settle();
  CHECK(old.sees("Someone asked to empty your vault"));
  old.press("Cancel the reset");
  old.settle();
  CHECK(old.sees("The reset is cancelled."));
  CHECK(wait().empty());
}

TEST_CASE_FIXTURE(Starting, "a wrong password cancels nothing") {
  confirm(ask());
  CHECK_FALSE(opens(service, kAlice, "not this one, I fear"));
  finish(wait());
  CHECK(is_reset());
}

TEST_CASE_FIXTURE(Starting, "the recovery key, found after all, cancels a reset with its first proof") {
  confirm(ask());
  CHECK(is_current(service, key));
  CHECK(wait().empty());
}

TEST_CASE_FIXTURE(Starting, "the password proved again in a session cancels a reset") {
  Device old(service, old_storage, "/sign-in");
  sign_in(old, kAlice, kOldPassword);
  confirm(ask());
  old.go("/change-password");
  old.fill("Your password", kOldPassword);
  old.press("Make a new recovery key");
  old.settle();
  CHECK(old.heading() == "Your recovery key");
  CHECK(wait().empty());
}

TEST_CASE_FIXTURE(Starting, "a device that stays signed in cancels a reset when it opens the account") {
  {
    Device old(service, old_storage, "/sign-in");
    old.press("Stay signed in on this device");
    sign_in(old, kAlice, kOldPassword);
    old.settle();
  }
  confirm(ask());
  Device old(service, old_storage, "/");
  old.settle();
  REQUIRE(old.heading() == "Overview");
  CHECK(wait().empty());
}

TEST_CASE_FIXTURE(Starting, "the mailed link cancels a reset without signing in, as often as it is pressed") {
  const std::string link = confirm(ask());
  Storage fresh;
  Device stranger(service, fresh, "/reset/cancel", link);
  CHECK(stranger.heading() == "Keep your vault");
  for (int i = 0; i < 2; ++i) {
    stranger.go("/reset/cancel", link);
    stranger.press("Cancel the reset");
    stranger.settle();
    CHECK(stranger.sees("The reset is cancelled."));
    stranger.go("/");
  }
  CHECK(wait().empty());

  // It has nothing to do with a later one, and cannot cancel what is done.
  confirm(ask());
  stranger.go("/reset/cancel", link);
  stranger.press("Cancel the reset");
  stranger.settle();
  CHECK(stranger.sees("This link is no longer valid."));
  finish(wait());
  CHECK(is_reset());
}

TEST_CASE_FIXTURE(Starting, "links that are none, or of another kind, do nothing") {
  const std::string first = ask();
  for (const std::string& link : {std::string("token=AAAAAAAAAAAAAAAAAAAAAA"), std::string("nothing")}) {
    for (const auto& [path, name] :
         {std::pair("/reset/confirm", "Confirm"), std::pair("/reset/cancel", "Cancel the reset")}) {
      device->go(path, link);
      device->press(name);
      device->settle();
      CHECK(device->sees("This link is no longer valid."));
    }
    device->go("/reset/finish", link);
    CHECK(device->sees("This link is no longer valid."));
  }
  device->go("/reset/finish", first);
  CHECK(device->sees("This link is no longer valid."));
  const std::string second = confirm(first);
  device->go("/reset/finish", second);
  CHECK(device->sees("This link is no longer valid."));
  device->go("/reset/confirm");
  CHECK(device->heading() == "I have no recovery key");
  finish(wait());
  CHECK(is_reset());
}

TEST_CASE_FIXTURE(Starting, "an address that nobody has gets the same answer and no mail") {
  device->go("/reset");
  device->fill("Email address", "nobody@example.org");
  device->press("Send link");
  device->settle();
  CHECK(device->sees("Check your email."));
  CHECK(service.read_mail().empty());
  device->fill("Email address", "nobody");
  device->press("Send link");
  device->settle();
  CHECK(device->sees("This is not an email address."));
}

TEST_CASE_FIXTURE(Starting, "what is pressed twice happens once") {
  device->is_impatient = true;
  device->go("/reset");
  device->fill("Email address", kAlice);
  device->press("Send link");
  device->settle();
  const auto asked = service.read_mail();
  REQUIRE(asked.size() == 1);
  device->go("/reset/confirm", fragment_of(asked[0].link));
  device->press("Confirm");
  device->settle();
  CHECK(service.read_mail().size() == 1);
  finish(wait());
  CHECK(device->sees("Your account is ready. Its vault is empty."));
  CHECK(is_reset());
}

TEST_CASE_FIXTURE(Starting, "the address of the account is typed before a new vault is made") {
  const std::string link = be_ready();
  device->go("/reset/finish", link);
  for (const std::string login : {"", "bob@example.org"}) {
    fill();
    device->fill("Email address", login);
    device->press("Continue");
    device->settle();
    CHECK(device->sees("This is not the email address of the account."));
  }
  finish(link);
  CHECK(is_reset());
}

TEST_CASE_FIXTURE(Starting, "a second link works for seven days") {
  const std::string link = be_ready();
  service.now += 7 * 24 * kAnHour;
  service.tidy();
  finish(link);
  CHECK(device->sees("This link is no longer valid."));
  CHECK(opens(service, kAlice, kOldPassword));
}

}  // namespace
}  // namespace portal::world
