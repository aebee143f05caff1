// Somebody else has used the recovery key: the owner locks the account and gets it back, with every failure
// at every step.
#include <doctest/doctest.h>

#include "tests/world/failures.h"

namespace portal::world {
namespace {

const std::string kThiefs = "a password of the thief";

struct Robbed {
  Service service;
  Storage storage;
  std::string key;
  std::string thiefs_key;
  std::string link;
  std::string next;
  std::unique_ptr<Device> device;

  Robbed() : key(sign_up(service, storage, kAlice, kOldPassword)) {
    service.read_mail();
    Storage elsewhere;
    Device thief(service, elsewhere, "/recovery");
    thiefs_key = recover(thief, kAlice, key, kThiefs);
    REQUIRE(thief.sees("Your password is changed."));
    const auto mails = service.read_mail();
    REQUIRE(mails.size() == 2);
    link = fragment_of(mails[1].link);
    device = std::make_unique<Device>(service, storage, "/not-me", link);
  }

  void fill() {
    device->fill("Email address", kAlice);
    device->fill("Password from before", kOldPassword);
    device->fill("New password", kNewPassword);
    device->fill("Repeat new password", kNewPassword);
  }
  void run() {
    if (device->heading() != "Was this not you?") return;
    device->press("Sign everybody out");
    device->settle();
    if (device->heading() != "Get your account back") return;
    fill();
    device->press("Get my account back");
    device->settle();
    next = write_down(*device);
    if (!next.empty()) device->press("Get my account back");
    device->settle();
  }

  // What is told is true; and whatever happened, the way can be gone again to its end.
  void check_end() {
    service.never_interrupt();
    const bool restored = opens(service, kAlice, kNewPassword);
    if (!device->is_dead()) {
      INFO(device->text());
      CHECK_FALSE(device->core().model().work.has_value());
      if (device->sees("Your password is changed.")) CHECK(restored);
      if (device->sees("Nothing was changed.")) CHECK_FALSE(restored);
      const core::Model& model = device->core().model();
      CHECK((model.status.notice != core::Notice::none || model.alert.notice != core::Notice::none));
    }
    if (!restored) {
      device = std::make_unique<Device>(service, storage, "/not-me", link);
      run();
      INFO(device->text());
      CHECK(device->sees("Your password is changed."));
    }
    CHECK(opens(service, kAlice, kNewPassword));
    CHECK_FALSE(opens(service, kAlice, kThiefs));
    CHECK_FALSE(opens(service, kAlice, kOldPassword));
    CHECK_FALSE(is_current(service, thiefs_key));
    CHECK_FALSE(is_current(service, key));
  }
};

TEST_CASE("who did not use their recovery key locks the account, and the password from before gets it back") {
  Robbed story;
  Storage elsewhere;
  Device thief(story.service, elsewhere, "/sign-in");
  sign_in(thief, kAlice, kThiefs);
  REQUIRE(thief.heading() == "Overview");
  story.device->press("Sign everybody out");
  story.device->settle();
  CHECK(story.device->sees("Everybody is signed out."));
  CHECK_FALSE(opens(story.service, kAlice, kThiefs));
  CHECK_FALSE(opens(story.service, kAlice, kOldPassword));
  CHECK_FALSE(is_current(story.service, story.thiefs_key));
  thief.go("/change-password");
  thief.choose("Remind me", "Every year");
  CHECK(thief.sees("You are signed out."));

  story.fill();
  story.device->fill("Password from before", kThiefs);
  story.device->press("Get my account back");
  story.device->settle();
  CHECK(story.device->sees("The email address or the password from before is not right"));
  story.fill();
  story.device->press("Get my account back");
  story.device->settle();
  story.next = write_down(*story.device);
  story.device->press("Get my account back");
  story.device->settle();
  CHECK(story.device->sees("Your password is changed."));
  CHECK(story.device->heading() == "Overview");
  CHECK(is_current(story.service, story.next));
  story.check_end();
}

TEST_CASE("without a lock the password from before opens nothing, and a link that is none locks nothing") {
  Robbed story;
  story.device->go("/not-me");
  story.fill();
  story.device->press("Get my account back");
  story.device->settle();
  CHECK(story.device->sees("or the account is not locked"));
  for (const char* link : {"token=AAAAAAAAAAAAAAAAAAAAAA", "nothing"}) {
    story.device->go("/not-me", link);
    story.device->press("Sign everybody out");
    story.device->settle();
    CHECK(story.device->sees("This link is no longer valid."));
  }
  CHECK(opens(story.service, kAlice, kThiefs));
}

TEST_CASE("getting an account back survives any loss, any stop of the store and the death of the page") {
  std::size_t requests = 0;
  std::size_t verbs = 0;
  std::size_t effects = 0;
  {
    Robbed whole;
    const std::size_t requests_before = whole.device->requests();
    const std::size_t verbs_before = whole.service.verbs();
    const std::size_t effects_before = whole.device->effects();
    whole.run();
    REQUIRE(whole.device->sees("Your password is changed."));
    requests = whole.device->requests() - requests_before;
    verbs = whole.service.verbs() - verbs_before;
    effects = whole.device->effects() - effects_before;
  }
  REQUIRE(requests >= 6);
  const auto go_on = [](Robbed& story) {
    story.run();
    story.device->pass(60'000);
    story.check_end();
  };
  for (std::size_t n = 0; n < requests; ++n) {
    for (Loss loss : kLosses) {
      CAPTURE(n);
      CAPTURE(static_cast<int>(loss));
      Robbed story;
      story.device->lose(n, loss);
      go_on(story);
    }
  }
  for (std::size_t n = 0; n < verbs; ++n) {
    for (server::Interruption how : kInterruptions) {
      CAPTURE(n);
      CAPTURE(static_cast<int>(how));
      Robbed story;
      story.service.interrupt_at(n, how);
      go_on(story);
    }
  }
  for (std::size_t n = 0; n < effects; ++n) {
    CAPTURE(n);
    Robbed story;
    story.device->die_at(story.device->effects() + n);
    story.run();
    story.check_end();
  }
}

TEST_CASE("getting an account back that is cancelled or pressed twice tells the truth") {
  for (std::size_t n = 0; n < 6; ++n) {
    CAPTURE(n);
    Robbed story;
    story.device->press("Sign everybody out");
    story.device->settle();
    story.fill();
    story.device->lose(n, Loss::answer_late);
    for (int step = 0; step < 2; ++step) {
      story.device->press("Get my account back");
      story.device->settle_until_waiting();
      if (story.device->core().model().work) story.device->press("Cancel");
      story.device->settle();
      if (step == 0) story.next = write_down(*story.device);
      if (story.next.empty()) break;
    }
    story.device->pass(60'000);
    story.check_end();
  }
  Robbed twice;
  twice.device->is_impatient = true;
  twice.run();
  CHECK(twice.device->sees("Your password is changed."));
  twice.check_end();
}

TEST_CASE("a thief cannot have the account deleted, nor make another key, while the owner may take it back") {
  Robbed story;
  Storage elsewhere;
  Device thief(story.service, elsewhere, "/sign-in");
  sign_in(thief, kAlice, kThiefs);
  thief.go("/delete-account");
  thief.settle();
  CHECK(thief.sees("Your account was recovered less than 72 hours ago. It can be deleted from "));
  CHECK_FALSE(thief.sees("I understand that my data cannot be restored"));
  thief.go("/change-password");
  CHECK(thief.sees("Your account was recovered less than 72 hours ago. You can make another recovery key"));
  CHECK_FALSE(thief.sees("Make a new recovery key"));
  story.service.now += 72 * 3'600'000ull;
  Device later(story.service, elsewhere, "/sign-in");
  sign_in(later, kAlice, kThiefs);
  later.go("/delete-account");
  later.settle();
  CHECK(later.sees("I understand that my data cannot be restored"));
}

TEST_CASE("a page from before the recovery is told why the account is not deleted") {
  Service service;
  Storage storage;
  const std::string key = sign_up(service, storage, kAlice, kOldPassword);
  Storage elsewhere;
  Device thief(service, elsewhere, "/recovery");
  recover(thief, kAlice, key, kThiefs);
  thief.change_answer = [](const std::string& path, Bytes& body) {
    if (path != "/v1/account") return;
    auto account = wire::parse<wire::Account>(body);
    account->recovered_until.reset();
    body = wire::encode(*account);
  };
  thief.press("Sign out");
  thief.settle();
  sign_in(thief, kAlice, kThiefs);
  thief.go("/delete-account");
  thief.fill("Password", kThiefs);
  thief.press("I understand that my data cannot be restored");
  thief.press("Delete account");
  thief.settle();
  CHECK(thief.sees("so it cannot be deleted yet. Nothing was changed."));
  CHECK_FALSE(thief.core().model().work);
}

TEST_CASE("a thief at work is stopped by the first mail") {
  Service service;
  Storage storage;
  const std::string key = sign_up(service, storage, kAlice, kOldPassword);
  service.read_mail();
  Storage elsewhere;
  Device thief(service, elsewhere, "/recovery");
  fill_recovery(thief, kAlice, key, kThiefs);
  thief.press("Set new password");
  thief.settle();
  write_down(thief);
  Device owner(service, storage, "/not-me", fragment_of(service.read_mail().at(0).link));
  owner.press("Sign everybody out");
  owner.settle();
  thief.press("Set new password");
  thief.settle();
  CHECK(thief.sees("Nothing was changed."));
  CHECK_FALSE(is_current(service, key));
  service.now += 3 * 24 * 3'600'000ull;
  CHECK(opens(service, kAlice, kOldPassword));
  CHECK_FALSE(opens(service, kAlice, kThiefs));
}

}  // namespace
}  // namespace portal::world
