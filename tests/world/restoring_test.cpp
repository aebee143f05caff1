// Somebody else has emptied the vault, or the old password was found: the old vault comes back. And what
// devices make of it that know the account.
#include <doctest/doctest.h>

#include "tests/world/emptied.h"

namespace portal::world {
namespace {

TEST_CASE_FIXTURE(Emptied, "the old password brings the old vault back, with what is in it") {
  lock();
  CHECK(owner->sees("Everybody is signed out."));
  CHECK_FALSE(opens(service, kAlice, kNewPassword));
  const std::string next_key = restore(kOldPassword);
  CHECK(owner->sees("Your password is changed."));
  CHECK(name_kept() == "Anna");
  CHECK_FALSE(opens(service, kAlice, kNewPassword));
  CHECK_FALSE(opens(service, kAlice, kOldPassword));
  CHECK_FALSE(is_current(service, key));
  CHECK_FALSE(is_current(service, next));
  CHECK(is_current(service, next_key));
  owner->go("/my-data");
  owner->settle();
  save(*owner, {{"City", "Kiel"}});
  CHECK(owner->sees("Saved."));

  // The link has worked once: the vault of the thief does not come back.
  owner->press("Sign out");
  owner->settle();
  lock();
  CHECK(owner->sees("This link is no longer valid."));
  CHECK(name_kept() == "Anna");
}

TEST_CASE_FIXTURE(Emptied, "the old recovery key does it too, and a wrong one does not") {
  lock();
  restore("", next);
  CHECK(owner->sees("The email address or the recovery key from before is not right"));
  restore("", key);
  CHECK(owner->sees("Your password is changed."));
  CHECK(name_kept() == "Anna");
}

TEST_CASE_FIXTURE(Emptied, "without a lock neither the old password nor the old key opens anything") {
  owner->go("/not-me");
  restore(kOldPassword);
  CHECK(owner->sees("or the account is not locked"));
  restore("", key);
  CHECK(owner->sees("or the account is not locked"));
  CHECK(is_reset());
}

TEST_CASE("the key that a thief has used opens nothing while the account is locked") {
  Service service;
  Storage storage;
  const std::string key = sign_up(service, storage, kAlice, kOldPassword);
  service.read_mail();
  Storage elsewhere;
  Device thief(service, elsewhere, "/recovery");
  recover(thief, kAlice, key, kNewPassword);
  const std::string link = fragment_of(last_mail(service, server::MailKind::recovered).link);
  thief.go("/not-me", link);
  thief.press("Sign everybody out");
  thief.settle();
  thief.fill("Email address", kAlice);
  thief.fill("Recovery key from before", key);
  thief.fill("New password", kThird);
  thief.fill("Repeat new password", kThird);
  thief.press("Get my account back");
  thief.settle();
  CHECK(thief.sees("The email address or the recovery key from before is not right"));
}

TEST_CASE_FIXTURE(Emptied, "the old vault waits for 30 days, and then it is gone") {
  service.now += 30 * 24 * kAnHour;
  SUBCASE("to the last moment") {
    service.now -= 2;
    service.tidy();
    lock();
    restore(kOldPassword);
    CHECK(name_kept() == "Anna");
  }
  SUBCASE("no longer") {
    service.tidy();
    lock();
    CHECK(owner->sees("This link is no longer valid."));
    CHECK(is_reset());
  }
}

TEST_CASE_FIXTURE(Emptied, "while the old vault is kept the account is not deleted") {
  device->go("/delete-account");
  device->settle();
  CHECK(device->sees("Your account was started again with an empty vault. It can be deleted from "));
  CHECK_FALSE(device->sees("I understand that my data cannot be restored"));
}

TEST_CASE("the password that asks for a deletion cancels a reset, and a deletion from before comes first") {
  Starting story;
  {
    Device old(story.service, story.old_storage, "/sign-in");
    sign_in(old, kAlice, kOldPassword);
    story.confirm(story.ask());
    old.go("/delete-account");
    old.settle();
    old.fill("Password", kOldPassword);
    old.press("I understand that my data cannot be restored");
    old.press("Delete account", "main");
    old.settle();
    REQUIRE(old.sees("Waiting to be deleted"));
    CHECK_FALSE(old.sees("Someone asked to empty your vault"));
  }
  story.confirm(story.ask());
  CHECK(story.wait().empty());
  CHECK_FALSE(opens(story.service, kAlice, kOldPassword));
}

TEST_CASE_FIXTURE(Emptied, "a device that knows the account takes another vault on its owner's word alone") {
  owner->go("/sign-in");
  sign_in(*owner, kAlice, kNewPassword);
  CHECK(owner->sees("The server showed another vault than this device knows."));
  CHECK(owner->sees("Another vault"));
  CHECK(owner->heading() == "Sign in");
  const Storage before = old_storage;
  owner->fill("Address of the account", "bob@example.org");
  owner->press("Accept the other vault");
  owner->settle();
  CHECK(owner->sees("This is not the email address of the account."));
  CHECK(old_storage == before);
  sign_in(*owner, kAlice, kNewPassword);  // not by being told again, either
  CHECK(owner->heading() == "Sign in");
  CHECK(old_storage == before);
  owner->fill("Address of the account", kAlice);
  owner->press("Accept the other vault");
  owner->settle();
  CHECK(owner->sees("This device knows the other vault now."));
  sign_in(*owner, kAlice, kNewPassword);
  CHECK(owner->heading() == "Overview");
  owner->press("Sign out");
  owner->settle();

  // And back: it knows that vault no more than it knew the other one.
  lock();
  restore(kOldPassword);
  CHECK(owner->sees("Another vault"));
  owner->fill("Address of the account", kAlice);
  owner->press("Accept the other vault");
  restore(kOldPassword);
  CHECK(owner->sees("Your password is changed."));
  CHECK(name_kept() == "Anna");
}

TEST_CASE("the device on which somebody starts again knows the new vault: they have typed whose it is") {
  Starting story;
  story.device = std::make_unique<Device>(story.service, story.old_storage, "/reset");
  story.finish(story.be_ready());
  CHECK(story.device->sees("Your account is ready. Its vault is empty."));
  story.device->press("Sign out");
  story.device->settle();
  sign_in(*story.device, kAlice, kNewPassword);
  CHECK(story.device->heading() == "Overview");
}

TEST_CASE("a server that shows a key of its own with a lower version is believed nothing") {
  Emptied story;
  story.owner->go("/sign-in");
  story.owner->change_answer = [](const std::string& path, Bytes& body) {
    if (path != wire::LoginFinish::route.path) return;
    auto session = wire::parse<wire::Session>(body);
    if (!session) return;
    session->recovery_version = 0;
    body = wire::encode(*session);
  };
  sign_in(*story.owner, kAlice, kNewPassword);
  CHECK_FALSE(story.owner->sees("Another vault"));
  CHECK(story.owner->heading() == "Sign in");
}

}  // namespace
}  // namespace portal::world
