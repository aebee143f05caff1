// A frame on somebody else's page gets its session from a window of our own; nothing else gets it one.
#include <algorithm>
#include <doctest/doctest.h>

#include "tests/world/failures.h"

namespace portal::world {
namespace {

constexpr std::uint64_t kPoll = 2'500;
const std::string kFollow = "Sign in in a new window";

struct MembersPage {
  Service service;
  Storage storage;
  Storage nothing;
  std::unique_ptr<Device> window;
  std::unique_ptr<Device> frame;

  MembersPage() {
    sign_up(service, storage, kAlice, kOldPassword);
    window = std::make_unique<Device>(service, storage, "/sign-in");
    sign_in(*window, kAlice, kOldPassword);
    frame = std::make_unique<Device>(service, nothing, "/subscriptions", "", Frame::inside);
  }

  // The link as it is when it is pressed; the window opens it.
  void follow() {
    const std::string link = frame->link(kFollow);
    frame->press(kFollow);
    frame->settle();
    window->go("/pair", link.substr(link.find('#') + 1));
    window->pass(1'500);
  }
  void allow() {
    window->press("Allow");
    window->settle();
    window->pass(5'000);
    frame->pass(kPoll);
  }
  bool is_in() const { return frame->core().model().signed_in; }
  std::string code() const { return frame->core().model().frame.code; }
};

TEST_CASE_FIXTURE(MembersPage, "a frame shows no form; allowed at the top level, it goes on by itself") {
  CHECK(frame->heading() == "Your mail preferences");
  CHECK_FALSE(frame->sees("Password"));
  follow();
  CHECK(frame->sees("Code " + code().substr(0, 3) + " " + code().substr(3) + "."));
  CHECK(window->heading() == "Allow this page?");
  CHECK(window->sees(kListedSite));
  CHECK(window->sees(code().substr(0, 3) + " " + code().substr(3)));
  allow();
  CHECK(window->sees("Allowed. You can close this window."));
  CHECK(frame->heading() == "Subscriptions");
  frame->press("Company news", "Online services");
  frame->settle();
  CHECK(frame->sees("Company news is on."));
  CHECK(service.may_send("services", "news", kAlice));
  frame->press("Undo");
  frame->settle();
  CHECK(frame->sees("Undone."));
}

TEST_CASE_FIXTURE(MembersPage, "the window asks to sign in first, and then goes on with the request") {
  window = std::make_unique<Device>(service, storage, "/pair",
                                    frame->link(kFollow).substr(frame->link(kFollow).find('#') + 1));
  CHECK(window->heading() == "Sign in");
  frame->press(kFollow);
  frame->settle();
  sign_in(*window, kAlice, kOldPassword);
  CHECK(window->heading() == "Allow this page?");
  allow();
  CHECK(is_in());
}

TEST_CASE_FIXTURE(MembersPage, "the window may be faster than the frame") {
  const std::string link = frame->link(kFollow);
  window->go("/pair", link.substr(link.find('#') + 1));
  window->pass(3'000);
  CHECK_FALSE(window->sees("expired"));
  frame->press(kFollow);
  frame->settle();
  window->pass(1'500);
  CHECK(window->sees(kListedSite));
}

TEST_CASE_FIXTURE(MembersPage, "a request that nobody makes is over after ten seconds") {
  window->go("/pair", "AAAAAAAAAAAAAAAAAAAAAA");
  window->pass(12'000);
  CHECK(window->sees("This request has expired."));
  window->go("/pair", "nonsense");
  CHECK(window->sees("This request has expired."));
}

TEST_CASE_FIXTURE(MembersPage, "what is not allowed shows nothing, and another code can be asked for") {
  follow();
  const std::string first = code();
  window->press("Don't allow");
  window->settle();
  CHECK(window->sees("Not allowed."));
  frame->pass(kPoll);
  CHECK(frame->sees("This was not allowed."));
  CHECK_FALSE(is_in());
  follow();
  CHECK(window->heading() == "Allow this page?");
  allow();
  CHECK(is_in());
}

TEST_CASE_FIXTURE(MembersPage, "a code is good for five minutes") {
  follow();
  frame->pass(6 * 60'000);
  CHECK(frame->sees("This code has expired."));
  window->press("Allow");
  window->settle();
  CHECK_FALSE(is_in());
}

TEST_CASE_FIXTURE(MembersPage, "a site that is not listed gets no code") {
  frame->meet_host("https://evil.example");
  frame->press(kFollow);
  frame->settle();
  CHECK(frame->sees("This page may not show your mail preferences."));
  CHECK(code().empty());
}

TEST_CASE_FIXTURE(MembersPage, "a frame keeps nothing on the device") {
  follow();
  allow();
  REQUIRE(is_in());
  CHECK(nothing.empty());
}

TEST_CASE_FIXTURE(MembersPage, "a frame that is given what the top level keeps leaves all of it as it is") {
  window->press("Sign out");
  window->settle();
  window->press("Stay signed in on this device");
  sign_in(*window, kAlice, kOldPassword);
  const Storage before = storage;
  REQUIRE(before.size() > 2);
  frame = std::make_unique<Device>(service, storage, "/subscriptions", "", Frame::inside);
  CHECK_FALSE(is_in());
  follow();
  allow();
  REQUIRE(is_in());
  frame->press("Sign out");
  frame->settle();
  CHECK(storage == before);
}

TEST_CASE_FIXTURE(MembersPage, "what needs more opens at the top level, with a link") {
  follow();
  allow();
  frame->go("/change-password");
  CHECK(frame->heading() == "Overview");
  CHECK(frame->link("Open in a new window") == "/");
  CHECK_FALSE(frame->sees("Delete account"));
}

TEST_CASE_FIXTURE(MembersPage, "signed out, the frame can be allowed anew") {
  follow();
  allow();
  frame->press("Sign out");
  frame->settle();
  CHECK(frame->heading() == "Your mail preferences");
  CHECK(frame->sees("You are signed out."));
  follow();
  allow();
  CHECK(is_in());
}

TEST_CASE_FIXTURE(MembersPage, "ended from the list of sessions, the frame is out with its next request") {
  follow();
  allow();
  window->go("/sessions");
  CHECK(window->sees(kListedSite));
  CHECK(window->sees("Mail preferences"));
  window->press("End all other sessions");
  window->settle();
  frame->press("Company news", "Online services");
  frame->settle();
  CHECK(frame->heading() == "Your mail preferences");
  CHECK_FALSE(service.may_send("services", "news", kAlice));
}

TEST_CASE_FIXTURE(MembersPage, "a server that hands out something else is not believed") {
  frame->change_answer = [](const std::string& path, Bytes& body) {
    if (path != "/v1/pair/poll" || body.size() < 10) return;
    std::string text(text_of(body));
    const auto at = text.find("\"sealed\":\"") + 10;
    text[at] = text[at] == 'A' ? 'B' : 'A';
    body = bytes_of(text);
  };
  follow();
  allow();
  CHECK_FALSE(is_in());
  CHECK(frame->sees("Nothing was accepted."));
}

TEST_CASE("whatever is lost, the frame is allowed or it is not, and both can go on") {
  for (std::size_t n = 0; n < 8; ++n) {
    for (const Loss loss : kLosses) {
      for (const bool in_frame : {true, false}) {
        CAPTURE(n);
        CAPTURE(static_cast<int>(loss));
        CAPTURE(in_frame);
        MembersPage page;
        page.window->is_impatient = true;
        page.frame->is_impatient = true;
        (in_frame ? *page.frame : *page.window).lose(n, loss);
        for (int tries = 0; tries < 3 && !page.is_in(); ++tries) {
          // A request that came twice ended the session.
          if (page.window->heading() == "Sign in") sign_in(*page.window, kAlice, kOldPassword);
          page.follow();
          page.frame->pass(35'000);
          page.window->pass(35'000);
          if (page.window->sees("shows this code now")) page.allow();
          page.window->pass(40'000);
          page.frame->pass(40'000);
          CHECK((page.is_in() || !page.window->sees("Allowed.") || page.frame->sees("You are signed out.")));
        }
        CHECK(page.is_in());
      }
    }
  }
}

TEST_CASE("whenever the store stops, an allowed frame is in or out, and never half") {
  std::size_t verbs = 0;
  {
    MembersPage page;
    const std::size_t before = page.service.verbs();
    page.follow();
    page.allow();
    verbs = page.service.verbs() - before;
    REQUIRE(page.is_in());
  }
  for (std::size_t n = 0; n < verbs; ++n) {
    for (const auto how : kInterruptions) {
      CAPTURE(n);
      CAPTURE(static_cast<int>(how));
      MembersPage page;
      page.service.interrupt_at(n, how);
      page.follow();
      page.frame->pass(10'000);
      page.window->pass(10'000);
      if (page.window->sees("shows this code now")) page.allow();
      page.frame->pass(10'000);
      page.service.never_interrupt();
      CHECK(page.is_in());
    }
  }
}

TEST_CASE_FIXTURE(MembersPage, "its owner is told by mail what a frame changes, three times a day at most") {
  const auto told = [&] {
    const auto mails = service.read_mail();
    return std::count_if(mails.begin(), mails.end(), [](const Mail& mail) {
      return mail.kind == server::MailKind::frame_changed_mail && mail.to == kAlice &&
             mail.link == "http://localhost:8080/subscriptions";
    });
  };
  follow();
  allow();
  CHECK(told() == 0);
  frame->press("Company news", "Online services");
  frame->settle();
  CHECK(told() == 1);
  for (int i = 0; i < 5; ++i) {
    frame->press("Company news", "Online services");
    frame->settle();
  }
  CHECK(told() == 2);
  window->go("/subscriptions");
  window->press("Product offers", "Online services");
  window->settle();
  CHECK(told() == 0);
}

}  // namespace
}  // namespace portal::world
