// A forgotten password and a new recovery key, with every failure at every step: one password and one
// recovery key open the account, and what is told is true.
#include <doctest/doctest.h>

#include "tests/world/failures.h"

namespace portal::world {
namespace {

constexpr std::string_view kWrong = "The email address or the recovery key is not right.";

struct Forgetful {
  Service service;
  Storage storage;
  std::string key;
  std::string next;
  std::unique_ptr<Device> device;

  Forgetful() : key(sign_up(service, storage, kAlice, kOldPassword)) {
    device = std::make_unique<Device>(service, storage, "/recovery");
    fill_recovery(*device, kAlice, key, kNewPassword);
  }

  void run() {
    if (next.empty()) next = recover(*device, kAlice, key, kNewPassword);
  }

  // Both are old or both are new, and what the screen says about it is true.
  void check_end() {
    service.never_interrupt();
    const bool old_opens = opens(service, kAlice, kOldPassword);
    const bool new_opens = opens(service, kAlice, kNewPassword);
    CHECK(old_opens != new_opens);
    CHECK(is_current(service, key) == old_opens);
    if (!next.empty()) CHECK(is_current(service, next) == new_opens);
    if (device->is_dead()) return;
    INFO(device->text());
    CHECK_FALSE(device->core().model().work.has_value());
    const bool says_changed =
        device->sees("Your password is changed.") || device->sees("Your new password is in place.");
    if (says_changed) CHECK(new_opens);
    if (device->sees("Nothing was changed.")) CHECK(old_opens);
    if (device->sees("Your password is changed.")) CHECK(device->heading() == "Overview");
    const core::Model& model = device->core().model();
    CHECK((model.status.notice != core::Notice::none || model.alert.notice != core::Notice::none));
  }
};

TEST_CASE("the recovery key sets a new password, and is used up by it") {
  Forgetful story;
  story.service.read_mail();
  story.device->press("Set new password");
  story.device->settle();
  CHECK(story.service.read_mail().at(0).kind == server::MailKind::recovery_started);
  story.next = write_down(*story.device);
  story.device->press("Set new password");
  story.device->settle();
  CHECK(story.device->sees("Your password is changed."));
  CHECK(story.device->heading() == "Overview");
  const auto mails = story.service.read_mail();
  REQUIRE(mails.size() == 1);
  CHECK(mails[0].kind == server::MailKind::recovered);
  CHECK(story.next != story.key);
  story.check_end();
  CHECK(opens(story.service, kAlice, kNewPassword));
}

TEST_CASE("what was done stays told when the screen after it cannot be read, until that is heard again") {
  Forgetful story;
  story.device->press("Set new password");
  story.device->settle();
  write_down(*story.device);
  story.device->press("Set new password");
  story.device->lose(4, Loss::request, 2);  // the account and its lists, after the change and its proof
  story.device->settle_until_waiting();
  CHECK(story.device->sees("Your password is changed."));
  CHECK(story.device->sees("We could not reach the server."));
  story.device->pass(10'000);
  CHECK(story.device->sees("Your password is changed."));
  CHECK_FALSE(story.device->sees("We could not reach the server."));
  CHECK(story.device->core().model().subscriptions.has_value());
}

TEST_CASE("the key may be typed in small letters, with spaces or without anything between") {
  Forgetful story;
  std::string plain;
  for (char c : story.key) {
    if (c == '-') continue;
    plain += static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    if (plain.size() % 7 == 0) plain += ' ';
  }
  CHECK(is_current(story.service, plain));
}

TEST_CASE("a slip of the pen is found before anything is asked, a wrong key and a wrong address look alike") {
  Forgetful story;
  const std::size_t before = story.device->requests();
  std::string slip = story.key;
  slip[7] = slip[7] == 'Q' ? 'P' : 'Q';
  for (const std::string& typed : {slip, story.key.substr(0, 40), std::string("RK1"), std::string()}) {
    fill_recovery(*story.device, kAlice, typed, kNewPassword);
    story.device->press("Set new password");
    story.device->settle();
    CHECK(story.device->sees("This is not a complete recovery key."));
  }
  fill_recovery(*story.device, "nobody", story.key, kNewPassword);
  story.device->press("Set new password");
  CHECK(story.device->sees("This is not an email address."));
  fill_recovery(*story.device, kAlice, story.key, "short");
  story.device->press("Set new password");
  story.device->settle();
  CHECK(story.device->sees("Use a longer or less predictable password."));
  CHECK(story.device->requests() == before);
  recover(*story.device, "nobody@example.org", story.key, kNewPassword);
  CHECK(story.device->sees(kWrong));
  recover(*story.device, kAlice, "RK1Q-ZQG3-YYC5-Z5TP-WXQE-RGD3-C8G7-RU43-3L02", kNewPassword);
  CHECK(story.device->sees(kWrong));
  CHECK(opens(story.service, kAlice, kOldPassword));
}

TEST_CASE("a recovery survives the loss of any message") {
  std::size_t requests = 0;
  {
    Forgetful whole;
    const std::size_t before = whole.device->requests();
    whole.run();
    requests = whole.device->requests() - before;
    REQUIRE(whole.device->sees("Your password is changed."));
  }
  REQUIRE(requests >= 6);
  for (std::size_t n = 0; n < requests; ++n) {
    for (Loss loss : kLosses) {
      for (std::size_t times : {1, 2, 5}) {
        CAPTURE(n);
        CAPTURE(static_cast<int>(loss));
        CAPTURE(times);
        Forgetful story;
        story.device->lose(n, loss, times);
        story.run();
        story.device->pass(60'000);
        story.check_end();
      }
    }
  }
}

TEST_CASE("a recovery that is not heard of any more says so") {
  Forgetful story;
  story.device->lose_answers_of = wire::CredentialFinish::route.path;
  story.run();
  CHECK(story.device->sees("Try your new password first, then the recovery key that you used."));
  CHECK(opens(story.service, kAlice, kNewPassword));
  story.device->lose_answers_of.clear();
  story.device->pass(60'000);
  CHECK(story.device->sees("Your password is changed."));
  story.check_end();
}

TEST_CASE("a recovery survives a stop of the store at any verb") {
  std::size_t verbs = 0;
  {
    Forgetful whole;
    const std::size_t before = whole.service.verbs();
    whole.run();
    verbs = whole.service.verbs() - before;
  }
  REQUIRE(verbs >= 8);
  for (std::size_t n = 0; n < verbs; ++n) {
    for (server::Interruption how : kInterruptions) {
      CAPTURE(n);
      CAPTURE(static_cast<int>(how));
      Forgetful story;
      story.service.interrupt_at(n, how);
      story.run();
      story.device->pass(60'000);
      story.check_end();
    }
  }
}

TEST_CASE("a recovery survives the death of the page at any effect") {
  std::size_t effects = 0;
  {
    Forgetful whole;
    const std::size_t before = whole.device->effects();
    whole.run();
    effects = whole.device->effects() - before;
  }
  for (std::size_t n = 0; n < effects; ++n) {
    CAPTURE(n);
    Forgetful story;
    story.device->die_at(story.device->effects() + n);
    story.run();
    story.check_end();
  }
}

TEST_CASE("Cancel at any moment of a recovery tells the truth") {
  for (std::size_t n = 0; n < 8; ++n) {
    CAPTURE(n);
    Forgetful story;
    story.device->lose(n, Loss::answer_late, 1);
    story.device->press("Set new password");
    story.device->settle_until_waiting();
    if (story.device->core().model().work) story.device->press("Cancel");
    story.device->settle();
    story.next = write_down(*story.device);
    if (!story.next.empty()) {
      story.device->press("Set new password");
      story.device->settle_until_waiting();
      if (story.device->core().model().work) story.device->press("Cancel");
    }
    story.device->settle();
    story.device->pass(60'000);
    story.check_end();
  }
}

TEST_CASE("what is pressed twice in a recovery happens once") {
  Forgetful story;
  story.service.read_mail();
  story.device->is_impatient = true;
  story.run();
  CHECK(story.device->sees("Your password is changed."));
  CHECK(story.service.read_mail().size() == 2);
  story.check_end();
}

TEST_CASE("who takes their time to write the next key down proves the last one again") {
  Forgetful story;
  story.device->press("Set new password");
  story.device->settle();
  story.next = write_down(*story.device);
  story.service.now += 11 * 60'000;
  story.device->press("Set new password");
  story.device->settle();
  CHECK(story.device->sees("Your password is changed."));
  story.check_end();
}

TEST_CASE("a recovery that is left in the middle is nobody's sign-in") {
  Forgetful story;
  story.device->press("Set new password");
  story.device->settle();
  REQUIRE(story.device->heading() == "Your recovery key");
  story.device->go("/subscriptions");
  CHECK(story.device->heading() == "Sign in");
  CHECK_FALSE(story.device->core().model().sheet.has_value());
  sign_in(*story.device, kAlice, kOldPassword);
  CHECK(story.device->heading() == "Subscriptions");
}

TEST_CASE("of a recovery and a change of the password, the first wins and the other one says so") {
  for (bool recovery_first : {true, false}) {
    CAPTURE(recovery_first);
    Forgetful story;
    Storage elsewhere;
    Device other(story.service, elsewhere, "/sign-in");
    sign_in(other, kAlice, kOldPassword);
    story.device->press("Set new password");
    story.device->settle();
    story.next = write_down(*story.device);
    const auto set_new = [&] {
      story.device->press("Set new password");
      story.device->settle();
    };
    const auto change = [&] { change_password(other, kOldPassword, "a third one of its own"); };
    if (recovery_first) {
      set_new();
      change();
      CHECK(other.heading() == "Sign in");
      CHECK_FALSE(other.sees("Your password is changed."));
      CHECK(opens(story.service, kAlice, kNewPassword));
    } else {
      change();
      set_new();
      INFO(story.device->text());
      CHECK(story.device->sees("Nothing was changed."));
      CHECK(opens(story.service, kAlice, "a third one of its own"));
      CHECK(is_current(story.service, story.key));
      CHECK_FALSE(is_current(story.service, story.next));
    }
  }
}

TEST_CASE("of two recoveries by the same key, one takes effect") {
  Forgetful story;
  Storage elsewhere;
  Device other(story.service, elsewhere, "/recovery");
  fill_recovery(other, kAlice, story.key, "a third one of its own");
  other.press("Set new password");
  other.settle();
  const std::string others_next = write_down(other);
  story.run();
  CHECK(story.device->sees("Your password is changed."));
  other.press("Set new password");
  other.settle();
  CHECK(other.sees("Nothing was changed."));
  CHECK_FALSE(is_current(story.service, others_next));
  story.check_end();
}

}  // namespace
}  // namespace portal::world
