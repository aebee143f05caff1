// The list of sessions: what is shown, what ends, what is mailed, and every failure of it.
#include <algorithm>
#include <doctest/doctest.h>

#include "tests/world/failures.h"

namespace portal::world {
namespace {

std::size_t count_of(const std::vector<Mail>& mails, server::MailKind kind) {
  return static_cast<std::size_t>(
      std::count_if(mails.begin(), mails.end(), [&](const Mail& mail) { return mail.kind == kind; }));
}

// Somebody at two devices; the first one looks at the list.
struct TwoDevices {
  Service service;
  Storage first_storage;
  Storage second_storage;
  std::unique_ptr<Device> first;
  std::unique_ptr<Device> second;

  TwoDevices() {
    sign_up(service, first_storage, kAlice, kOldPassword);
    first = std::make_unique<Device>(service, first_storage, "/sign-in");
    sign_in(*first, kAlice, kOldPassword);
    second = std::make_unique<Device>(service, second_storage, "/sign-in");
    sign_in(*second, kAlice, kOldPassword);
    first->go("/sessions");
    first->settle();
  }

  std::size_t rows() const { return first->core().model().sessions->sessions.size(); }
  // Asks the server.
  bool is_second_alive() {
    second->go("/subscriptions");
    second->press("Company news", "Online services");
    second->settle();
    return second->heading() == "Subscriptions";
  }
};

// The account was made by a page of its own, whose session is alive too.
TEST_CASE_FIXTURE(TwoDevices, "the list shows each session, and marks the one that asks") {
  CHECK(first->heading() == "Sessions");
  CHECK(rows() == 3);
  CHECK(first->sees("This device"));
  CHECK(first->sees("a test (2)"));
  CHECK(first->sees("Full access"));
}

TEST_CASE_FIXTURE(TwoDevices, "a session that is ended is over with its next request") {
  const auto& sessions = first->core().model().sessions->sessions;
  REQUIRE(!sessions[0].current);  // the newest
  first->press("End session", "a test (2)");
  first->settle();
  CHECK(first->sees("Session ended."));
  CHECK(rows() == 2);
  CHECK_FALSE(is_second_alive());
  CHECK(second->sees("You are signed out."));
  CHECK(first->heading() == "Sessions");
}

TEST_CASE_FIXTURE(TwoDevices, "to end the session of this device is to sign out") {
  first->press("End session", "a test");
  first->settle();
  CHECK(first->heading() == "Sign in");
  CHECK(first->sees("You are signed out."));
  CHECK(is_second_alive());
}

TEST_CASE_FIXTURE(TwoDevices, "all other sessions end at once, and every device counts as new") {
  service.read_mail();
  first->press("End all other sessions");
  first->settle();
  CHECK(first->sees("All other sessions are ended."));
  CHECK(rows() == 1);
  CHECK_FALSE(is_second_alive());
  sign_in(*second, kAlice, kOldPassword);
  CHECK(count_of(service.read_mail(), server::MailKind::new_device) == 1);
  first->press("End all other sessions");
  first->settle();
  first->press("Sign out");
  first->settle();
  sign_in(*first, kAlice, kOldPassword);
  CHECK(count_of(service.read_mail(), server::MailKind::new_device) == 1);
}

TEST_CASE_FIXTURE(TwoDevices, "a device has the name that its owner gives it, now and at later sign-ins") {
  first->fill("Name of this device", "The old laptop");
  first->press("Save");
  first->settle();
  CHECK(first->sees("The name is saved."));
  CHECK(first->sees("The old laptop"));
  first->press("Sign out");
  first->settle();
  Device again(service, first_storage, "/sessions");
  sign_in(again, kAlice, kOldPassword);
  CHECK(again.heading() == "Sessions");
  CHECK(again.sees("The old laptop"));
}

TEST_CASE_FIXTURE(TwoDevices, "a name is one line of at most 64 bytes") {
  for (const std::string& name : {std::string(65, 'x'), std::string(""), std::string("two\nlines")}) {
    first->fill("Name of this device", name);
    first->press("Save");
    first->settle();
    CHECK(first->sees("A name has up to 64 characters."));
  }
  CHECK_FALSE(first->sees("xxx"));
}

TEST_CASE("a sign-in from a new device is mailed, one from a known device is not") {
  Service service;
  Storage storage;
  sign_up(service, storage, kAlice, kOldPassword);
  CHECK(service.read_mail().empty());  // the sign-in right after the sign-up
  Device known(service, storage, "/sign-in");
  sign_in(known, kAlice, kOldPassword);
  CHECK(service.read_mail().empty());
  change_password(known, kOldPassword, kNewPassword);
  CHECK(count_of(service.read_mail(), server::MailKind::new_device) == 0);

  Storage fresh;
  Device other(service, fresh, "/sign-in");
  sign_in(other, kAlice, kOldPassword);
  CHECK(service.read_mail().empty());  // a wrong password is no sign-in
  sign_in(other, kAlice, kNewPassword);
  const auto mails = service.read_mail();
  REQUIRE(mails.size() == 1);
  CHECK(mails[0].kind == server::MailKind::new_device);
  CHECK(mails[0].to == kAlice);
  CHECK(mails[0].link == "http://localhost:8080/sessions");
  other.press("Sign out");
  other.settle();
  sign_in(other, kAlice, kNewPassword);
  CHECK(service.read_mail().empty());
}

TEST_CASE_FIXTURE(TwoDevices, "the mail about new devices can be switched off") {
  CHECK(first->is_on("Mail me when a new device signs in", ""));
  first->press("Mail me when a new device signs in");
  first->settle();
  CHECK(first->sees("Mail about new devices is off."));
  CHECK_FALSE(first->is_on("Mail me when a new device signs in", ""));
  service.read_mail();
  CHECK(opens(service, kAlice, kOldPassword));
  CHECK(service.read_mail().empty());
  first->press("Mail me when a new device signs in");
  first->settle();
  CHECK(first->sees("Mail about new devices is on."));
  CHECK(opens(service, kAlice, kOldPassword));
  CHECK(service.read_mail().size() == 1);
}

TEST_CASE_FIXTURE(TwoDevices, "what is pressed twice on the list happens once") {
  first->is_impatient = true;
  first->press("End session", "a test (2)");
  first->settle();
  CHECK(first->sees("Session ended."));
  CHECK(rows() == 2);
  first->press("Mail me when a new device signs in");
  first->settle();
  CHECK_FALSE(first->is_on("Mail me when a new device signs in", ""));
}

// What is told is true; what is not told can be pressed again.
void check_end(TwoDevices& scene, std::string_view told) {
  scene.service.never_interrupt();
  Device& first = *scene.first;
  INFO(first.text());
  if (!first.is_dead() && first.sees(told)) CHECK_FALSE(scene.is_second_alive());
  if (first.is_dead()) return;
  const bool explains = first.sees(told) || first.sees("We could not reach the server.") ||
                        first.sees("The server could not do this.") || first.sees("You are signed out.");
  CHECK(explains);
  first.pass(kMinute);
  if (first.heading() != "Sessions") return;
  REQUIRE(first.core().model().sessions);
  Storage fresh;
  Device witness(scene.service, fresh, "/sessions");
  sign_in(witness, kAlice, kOldPassword);
  REQUIRE(witness.core().model().sessions);
  CHECK(scene.rows() + 1 == witness.core().model().sessions->sessions.size());
}

void meet_every_failure(std::string_view button, std::string_view within, std::string_view told) {
  std::size_t verbs = 0;
  std::size_t effects = 0;
  {
    TwoDevices whole;
    const std::size_t verbs_before = whole.service.verbs();
    const std::size_t effects_before = whole.first->effects();
    whole.first->press(button, within);
    whole.first->settle();
    verbs = whole.service.verbs() - verbs_before;
    effects = whole.first->effects() - effects_before;
    REQUIRE(whole.first->sees(told));
  }
  REQUIRE(verbs >= 2);
  for (const Loss loss : kLosses) {
    for (const std::size_t times : {1, 2, 1000}) {
      CAPTURE(static_cast<int>(loss));
      CAPTURE(times);
      TwoDevices scene;
      scene.first->lose(0, loss, times);
      scene.first->press(button, within);
      scene.first->settle();
      scene.first->pass(kMinute);
      scene.first->lose(0, Loss::none);
      check_end(scene, told);
    }
  }
  for (std::size_t n = 0; n < verbs; ++n) {
    for (const server::Interruption how : kInterruptions) {
      CAPTURE(n);
      TwoDevices scene;
      scene.service.interrupt_at(n, how);
      scene.first->press(button, within);
      scene.first->settle();
      check_end(scene, told);
    }
  }
  for (std::size_t n = 0; n < effects; ++n) {
    TwoDevices scene;
    scene.first->die_at(scene.first->effects() + n);
    scene.first->press(button, within);
    scene.first->settle();
    check_end(scene, told);
  }
}

TEST_CASE("ending a session meets every failure, and the list ends where the server is") {
  meet_every_failure("End session", "a test (2)", "Session ended.");
}

TEST_CASE("ending all other sessions meets every failure, and the list ends where the server is") {
  meet_every_failure("End all other sessions", "", "All other sessions are ended.");
}

TEST_CASE("of two devices that end each other at once, one goes on") {
  TwoDevices scene;
  scene.second->go("/sessions");
  scene.second->settle();
  scene.first->press("End all other sessions");
  scene.first->settle();
  scene.second->press("End all other sessions");
  scene.second->settle();
  CHECK(scene.second->sees("You are signed out."));
  CHECK(scene.first->heading() == "Sessions");
  CHECK(scene.rows() == 1);
}

}  // namespace
}  // namespace portal::world
