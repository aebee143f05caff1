// Signing up with every failure at every step: the account opens, or the link still works.
#include <doctest/doctest.h>

#include "tests/world/failures.h"

namespace portal::world {
namespace {

struct SigningUp {
  Service service;
  Storage storage;
  std::string fragment;

  SigningUp() {
    Device device(service, storage, "/sign-up");
    device.fill("Email address", kAlice);
    device.press("Send link");
    device.settle();
    fragment = fragment_of(service.read_mail().at(0).link);
  }

  // The account is there and opens, or it is not and the link still works.
  void check_end() {
    service.never_interrupt();
    if (opens(service, kAlice, kOldPassword)) return;
    Storage fresh;
    Device again(service, fresh, "/sign-up/finish", fragment);
    CHECK(finish_sign_up(again, kNewPassword));
    CHECK(opens(service, kAlice, kNewPassword));
  }
};

TEST_CASE("a sign-up survives the loss of any message and a stop of the store at any verb") {
  std::size_t requests = 0;
  std::size_t verbs = 0;
  {
    SigningUp whole;
    Device device(whole.service, whole.storage, "/sign-up/finish", whole.fragment);
    const std::size_t verbs_before = whole.service.verbs();
    REQUIRE(finish_sign_up(device, kOldPassword));
    requests = device.requests();
    verbs = whole.service.verbs() - verbs_before;
  }
  for (std::size_t n = 0; n < requests; ++n) {
    for (Loss loss : kLosses) {
      CAPTURE(n);
      CAPTURE(static_cast<int>(loss));
      SigningUp story;
      Device device(story.service, story.storage, "/sign-up/finish", story.fragment);
      device.lose(n, loss);
      finish_sign_up(device, kOldPassword);
      story.check_end();
    }
  }
  for (std::size_t n = 0; n < verbs; ++n) {
    for (server::Interruption how : kInterruptions) {
      CAPTURE(n);
      CAPTURE(static_cast<int>(how));
      SigningUp story;
      Device device(story.service, story.storage, "/sign-up/finish", story.fragment);
      story.service.interrupt_at(n, how);
      finish_sign_up(device, kOldPassword);
      story.check_end();
    }
  }
}

TEST_CASE("a sign-up survives the death of the page at any effect") {
  std::size_t effects = 0;
  {
    SigningUp whole;
    Device device(whole.service, whole.storage, "/sign-up/finish", whole.fragment);
    const std::size_t before = device.effects();
    REQUIRE(finish_sign_up(device, kOldPassword));
    effects = device.effects() - before;
  }
  for (std::size_t n = 0; n < effects; ++n) {
    CAPTURE(n);
    SigningUp story;
    Device device(story.service, story.storage, "/sign-up/finish", story.fragment);
    device.die_at(device.effects() + n);
    finish_sign_up(device, kOldPassword);
    story.check_end();
  }
}

TEST_CASE("a sign-up at which everything is pressed twice happens once") {
  Service service;
  Storage storage;
  Device asking(service, storage, "/sign-up");
  asking.is_impatient = true;
  asking.fill("Email address", kAlice);
  asking.press("Send link");
  asking.settle();
  const std::vector<Mail> mails = service.read_mail();
  REQUIRE(mails.size() == 1);
  Device finishing(service, storage, "/sign-up/finish", fragment_of(mails[0].link));
  finishing.is_impatient = true;
  CHECK(finish_sign_up(finishing, kOldPassword));
  CHECK(finishing.sees("Your account is ready."));
  CHECK(opens(service, kAlice, kOldPassword));
}

}  // namespace
}  // namespace portal::world
