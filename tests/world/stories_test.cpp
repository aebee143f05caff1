// Whole conversations: a person, the client's core and the server in one process.
#include <doctest/doctest.h>

#include "tests/world/people.h"

namespace portal::world {
namespace {

struct SignedUp {
  Service service;
  Storage storage;
  SignedUp() { sign_up(service, storage, kAlice, kOldPassword); }
};

TEST_CASE_FIXTURE(SignedUp, "a new account opens with its password and with no other") {
  CHECK(opens(service, kAlice, kOldPassword));
  CHECK_FALSE(opens(service, kAlice, kNewPassword));
  CHECK_FALSE(opens(service, "bob@example.org", kOldPassword));
}

TEST_CASE_FIXTURE(SignedUp,
                  "a sign-up for a registered address looks the same, and the mail tells the truth") {
  Storage fresh;
  Device device(service, fresh, "/sign-up");
  device.fill("Email address", kAlice);
  device.press("Send link");
  device.settle();
  CHECK(device.sees("Check your email."));
  const auto mails = service.read_mail();
  REQUIRE(mails.size() == 1);
  CHECK(mails[0].kind == server::MailKind::already_registered);
}

TEST_CASE("a link works once, and for a day") {
  Service service;
  Storage storage;
  Device device(service, storage, "/sign-up");
  device.fill("Email address", kAlice);
  device.press("Send link");
  device.settle();
  const std::string fragment = fragment_of(service.read_mail().at(0).link);

  SUBCASE("after a day it is no longer valid") {
    service.now += 24 * 3'600'000ull + 1;
    device.go("/sign-up/finish", fragment);
    CHECK(device.sees("This link is no longer valid."));
  }
  SUBCASE("after it was used it is no longer valid") {
    device.go("/sign-up/finish", fragment);
    REQUIRE(finish_sign_up(device, kOldPassword));
    Storage other;
    Device second(service, other, "/sign-up/finish", fragment);
    CHECK(second.sees("This link is no longer valid."));
  }
  SUBCASE("opening it spends nothing") {
    for (int i = 0; i < 10; ++i) {
      Storage other;
      Device visitor(service, other, "/sign-up/finish", fragment);
      CHECK(visitor.heading() == "Choose a password");
      CHECK_FALSE(visitor.sees("This link is no longer valid."));
    }
    device.go("/sign-up/finish", fragment);
    CHECK(finish_sign_up(device, kOldPassword));
  }
  SUBCASE("a made-up one is not valid") {
    device.go("/sign-up/finish", "token=AAAAAAAAAAAAAAAAAAAAAA");
    CHECK(device.sees("This link is no longer valid."));
    device.go("/sign-up/finish", "token=A");
    CHECK(device.sees("This link is no longer valid."));
  }
}

TEST_CASE(
    "a password that is too weak, too common, too long or typed differently is refused before any work") {
  Service service;
  Storage storage;
  Device device(service, storage, "/sign-up");
  device.fill("Email address", kAlice);
  device.press("Send link");
  device.settle();
  device.go("/sign-up/finish", fragment_of(service.read_mail().at(0).link));
  const std::size_t before = device.requests();
  const auto choose = [&](const std::string& first, const std::string& second) {
    device.fill("Password", first);
    device.fill("Repeat password", second);
    device.press("Continue");
    device.settle();
  };
  choose("short", "short");
  CHECK(device.sees("Use a longer or less predictable password."));
  choose("password1234", "password1234");
  CHECK(device.sees("This password is too common."));
  choose(kOldPassword, kNewPassword);
  CHECK(device.sees("The passwords differ."));
  choose(std::string(1025, 'x'), std::string(1025, 'x'));
  CHECK(device.sees("This password is too long."));
  CHECK(device.requests() == before);
  choose(std::string(1024, 'x'), std::string(1024, 'x'));
  CHECK(device.heading() == "Your recovery key");
}

TEST_CASE("the recovery key is asked back") {
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
  device.press("Continue");
  const auto asked = device.core().model().sheet->asked;
  CHECK(asked[0] >= 2);
  CHECK(asked[0] < asked[1]);
  CHECK(asked[1] <= 9);
  device.press("Create account");
  device.settle();
  CHECK(device.sees("Group " + std::to_string(asked[0]) + " does not match."));
  CHECK_FALSE(opens(service, kAlice, kOldPassword));
  device.press("Show the key again");
  CHECK(device.heading() == "Your recovery key");
}

TEST_CASE_FIXTURE(SignedUp, "what a switch says is what the mailer hears next") {
  Device device(service, storage, "/sign-in");
  sign_in(device, kAlice, kOldPassword);
  device.go("/subscriptions");
  CHECK_FALSE(service.may_send("software", "news", kAlice));
  device.press("Company news", "Email marketing software");
  device.settle();
  CHECK(device.sees("Company news is on."));
  CHECK(service.may_send("software", "news", kAlice));
  CHECK_FALSE(service.may_send("software", "marketing", kAlice));
  CHECK_FALSE(service.may_send("services", "news", kAlice));
  device.press("Undo");
  device.settle();
  CHECK(device.sees("Undone."));
  CHECK_FALSE(service.may_send("software", "news", kAlice));
  device.press("Company news", "Email marketing software");
  device.press("Product offers", "Online services");
  device.settle();
  CHECK(service.may_send("services", "marketing", kAlice));
  device.press("Stop all mail");
  device.settle();
  CHECK(device.sees("All mail is stopped."));
  CHECK_FALSE(service.may_send("services", "marketing", kAlice));
  CHECK_FALSE(device.is_on("Company news", "Email marketing software"));
  device.press("Undo");
  device.settle();
  CHECK(service.may_send("services", "marketing", kAlice));
  CHECK(service.may_send("software", "news", kAlice));
}

TEST_CASE_FIXTURE(SignedUp, "changing the password changes it, tells the owner and ends all other sessions") {
  Device device(service, storage, "/sign-in");
  sign_in(device, kAlice, kOldPassword);
  Storage other_storage;
  Device other(service, other_storage, "/sign-in");
  sign_in(other, kAlice, kOldPassword);
  service.read_mail();

  change_password(device, kOldPassword, kNewPassword);
  CHECK(device.sees("Your password is changed."));
  CHECK_FALSE(opens(service, kAlice, kOldPassword));
  CHECK(opens(service, kAlice, kNewPassword));
  bool told = false;
  for (const Mail& mail : service.read_mail()) told = told || mail.kind == server::MailKind::password_changed;
  CHECK(told);

  other.go("/subscriptions");
  other.press("Stop all mail");
  other.settle();
  CHECK(other.heading() == "Sign in");
  CHECK(other.sees("You are signed out."));
  sign_in(other, kAlice, kNewPassword);
  CHECK(other.heading() == "Subscriptions");
}

TEST_CASE_FIXTURE(SignedUp,
                  "without the memory that the password needs there is a sentence, and no weaker try") {
  Device device(service, storage, "/sign-in");
  device.has_memory = false;
  const std::size_t before = device.requests();
  sign_in(device, kAlice, kOldPassword);
  CHECK(device.sees("This device has too little free memory to protect your password."));
  CHECK(device.heading() == "Sign in");
  CHECK(device.requests() == before + 1);  // login/start, and nothing after it
}

TEST_CASE_FIXTURE(SignedUp, "a reminder that is due is shown, and none before") {
  Device device(service, storage, "/sign-in");
  sign_in(device, kAlice, kOldPassword);
  device.go("/change-password");
  device.choose("Remind me", "Every 3 months");
  CHECK(device.sees("Your reminder is saved."));
  for (int days : {80, 100}) {
    Storage other_storage;
    service.now += (days == 80 ? 80 : 20) * 86'400'000ull;
    Device later(service, other_storage, "/sign-in");
    sign_in(later, kAlice, kOldPassword);
    CHECK(later.sees("It is time for a new one") == (days == 100));
  }
}

TEST_CASE_FIXTURE(SignedUp, "a wrong current password changes nothing") {
  Device device(service, storage, "/sign-in");
  sign_in(device, kAlice, kOldPassword);
  change_password(device, "not the right one", kNewPassword);
  CHECK(device.sees("The current password is not right. Nothing was changed."));
  CHECK(opens(service, kAlice, kOldPassword));
}

TEST_CASE_FIXTURE(SignedUp, "a lost last answer is not called a failure") {
  Device device(service, storage, "/sign-in");
  sign_in(device, kAlice, kOldPassword);
  device.lose_answers_of = wire::CredentialFinish::route.path;
  change_password(device, kOldPassword, kNewPassword);
  CHECK(device.sees("We did not hear back. Try your new password first, then the old one."));
  CHECK(opens(service, kAlice, kNewPassword));

  device.lose_answers_of.clear();
  device.pass(30'000);
  CHECK(device.sees("Your password is changed."));
}

TEST_CASE_FIXTURE(SignedUp,
                  "a session that nobody uses is announced a minute before it ends, and then ends") {
  Device device(service, storage, "/sign-in");
  sign_in(device, kAlice, kOldPassword);
  device.pass(13 * 60'000);
  CHECK_FALSE(device.sees("Still there?"));
  device.pass(90'000);
  CHECK(device.sees("Still there?"));
  SUBCASE("and goes on if somebody is") {
    device.press("Stay signed in");
    device.settle();
    device.pass(60'000);
    CHECK(device.heading() == "Overview");
    device.go("/subscriptions");
    CHECK(device.heading() == "Subscriptions");
  }
  SUBCASE("and ends if nobody is") {
    device.pass(60'000);
    CHECK(device.heading() == "Sign in");
    CHECK(device.sees("You are signed out."));
  }
}

TEST_CASE_FIXTURE(SignedUp, "an address that needs a session shows sign-in and then goes on") {
  Device device(service, storage, "/subscriptions");
  CHECK(device.heading() == "Sign in");
  sign_in(device, kAlice, kOldPassword);
  CHECK(device.heading() == "Subscriptions");
}

TEST_CASE_FIXTURE(SignedUp, "the password's age is shown") {
  Device device(service, storage, "/sign-in");
  sign_in(device, kAlice, kOldPassword);
  CHECK(device.sees("Changed today"));
  service.now += 100 * 86'400'000ull;
  Device later(service, storage, "/sign-in");
  sign_in(later, kAlice, kOldPassword);
  CHECK(later.sees("Changed 3 months ago"));
}

TEST_CASE("inside another page no password is asked for") {
  Service service;
  Storage storage;
  sign_up(service, storage, kAlice, kOldPassword);
  Device framed(service, storage, "/embed", "", Frame::inside);
  CHECK(framed.heading() == "Your mail preferences");
  CHECK_FALSE(framed.sees("Password"));
  framed.go("/sign-in");
  CHECK(framed.heading() == "Your mail preferences");
}

}  // namespace
}  // namespace portal::world
