#include "shared/wire/pair.h"

#include <algorithm>
#include <doctest/doctest.h>

#include "shared/crypto/sealed_box.h"
#include "shared/wire/account.h"
#include "shared/wire/sessions.h"
#include "shared/wire/subscriptions.h"
#include "tests/unit/app/portal.h"

namespace portal::test {
namespace {

constexpr server::Milliseconds kSecond = server::kSecond;

// A page of members.example with our frame in it, and Anna, who is signed in elsewhere.
struct Frame : Portal {
  explicit Frame(server::Limits limits = server::Limits::off) : Portal(limits) {}

  wire::PairStart start_message(const std::string& site = kSite) {
    return {box.public_key, sha256(secret), site};
  }
  Result<wire::PairOpened> start() { return ask(start_message()); }
  Result<wire::PairOutcome> poll() {
    now += 2 * kSecond;
    return ask(wire::PairPoll{pair, secret});
  }
  server::Response respond_to_poll() {
    now += 2 * kSecond;
    return respond(wire::PairPoll{pair, secret});
  }
  // As the frame: the session, from what was sealed for it.
  Session open(const wire::PairOutcome& outcome) {
    REQUIRE(outcome.sid);
    auto k32 = open_box(box, *outcome.sealed);
    REQUIRE(k32);
    Session session;
    session.sid = *outcome.sid;
    session.key = derive_session_mac_key(SessionSeed{std::move(*k32)});
    return session;
  }

  static constexpr const char* kSite = "https://members.example";
  BoxKeyPair box = make_box_key_pair(random);
  wire::PairSecret secret{7, 7, 7};
  wire::PairId pair = [this] {
    wire::PairId id;
    const auto hash = sha256(secret);
    std::copy_n(hash.begin(), id.size(), id.begin());
    return id;
  }();
  Person anna = must(sign_up("anna@example.org", "correct horse battery staple"));
  Session owner = must(log_in(anna));
};

TEST_CASE_FIXTURE(Frame, "an owner allows a frame, which goes on with a session of its own") {
  const auto opened = start();
  REQUIRE(opened);
  CHECK(opened->pair == pair);
  CHECK(opened->code.size() == 6);
  CHECK(respond_to_poll().status == 202);

  const auto shown = ask(wire::PairShow{pair}, &owner);
  REQUIRE(shown);
  CHECK(shown->site == kSite);
  CHECK(shown->code == opened->code);
  CHECK(shown->key == box.public_key);
  REQUIRE(ask(wire::PairAllow{pair, shown->key, shown->code}, &owner));

  const auto outcome = poll();
  REQUIRE(outcome);
  Session frame = open(*outcome);
  CHECK(ask(wire::SubscriptionsShow{}, &frame));
  CHECK(ask(wire::AccountShow{}, &frame));
  const auto set = ask(wire::SubscriptionSet{"software", wire::Purpose::news, true}, &frame);
  REQUIRE(set);
  CHECK(set->lists[0].purposes[1].channel == wire::Channel::embed);
}

TEST_CASE_FIXTURE(Frame, "the frame's session may do nothing else") {
  REQUIRE(start());
  REQUIRE(ask(wire::PairAllow{pair, box.public_key, must(ask(wire::PairShow{pair}, &owner)).code}, &owner));
  Session frame = open(must(poll()));
  CHECK(ask(wire::PairShow{pair}, &frame).fault() == Fault::out_of_scope);
  CHECK(ask(wire::PairDeny{pair}, &frame).fault() == Fault::out_of_scope);
}

TEST_CASE_FIXTURE(Frame, "what was allowed is told again until the frame's first request, and then no more") {
  REQUIRE(start());
  REQUIRE(ask(wire::PairAllow{pair, box.public_key, must(ask(wire::PairShow{pair}, &owner)).code}, &owner));
  const auto first = poll();
  const auto second = poll();
  REQUIRE(first);
  REQUIRE(second);
  CHECK(first->sealed == second->sealed);
  Session frame = open(*second);
  CHECK(ask(wire::SubscriptionsShow{}, &frame));
  CHECK(poll().fault() == Fault::not_found);
  CHECK(ask(wire::SubscriptionsShow{}, &frame));
}

TEST_CASE_FIXTURE(Frame, "a session that was not used before the pairing expires is gone") {
  REQUIRE(start());
  REQUIRE(ask(wire::PairAllow{pair, box.public_key, must(ask(wire::PairShow{pair}, &owner)).code}, &owner));
  Session frame = open(must(poll()));
  now += server::kPairLasts;
  REQUIRE(app->tidy());
  CHECK(ask(wire::SubscriptionsShow{}, &frame).fault() == Fault::session_ended);
}

TEST_CASE_FIXTURE(Frame, "only what the owner was shown is allowed") {
  REQUIRE(start());
  const std::string code = must(ask(wire::PairShow{pair}, &owner)).code;
  CHECK(ask(wire::PairAllow{pair, BoxPublicKey{9}, code}, &owner).fault() == Fault::conflict);
  CHECK(ask(wire::PairAllow{pair, box.public_key, "x" + code.substr(1)}, &owner).fault() == Fault::conflict);
  CHECK(respond_to_poll().status == 202);
}

TEST_CASE_FIXTURE(Frame, "allowed twice by the same owner it is allowed once") {
  REQUIRE(start());
  const wire::PairAllow allow{pair, box.public_key, must(ask(wire::PairShow{pair}, &owner)).code};
  REQUIRE(ask(allow, &owner));
  const auto first = poll();
  REQUIRE(ask(allow, &owner));
  CHECK(must(poll()).sid == must(first).sid);

  Person eve = must(sign_up("eve@example.org", "quite another long password"));
  Session other = must(log_in(eve));
  CHECK(ask(allow, &other).fault() == Fault::not_found);
}

TEST_CASE_FIXTURE(Frame, "what was denied stays denied") {
  REQUIRE(start());
  const std::string code = must(ask(wire::PairShow{pair}, &owner)).code;
  REQUIRE(ask(wire::PairDeny{pair}, &owner));
  REQUIRE(ask(wire::PairDeny{pair}, &owner));
  CHECK(poll().fault() == Fault::out_of_scope);
  CHECK(ask(wire::PairAllow{pair, box.public_key, code}, &owner).fault() == Fault::not_found);
}

TEST_CASE_FIXTURE(Frame, "a site that is not listed gets no pairing") {
  CHECK(ask(start_message("https://evil.example")).fault() == Fault::out_of_scope);
  CHECK(ask(start_message("https://members.example/")).fault() == Fault::out_of_scope);
  CHECK(ask(start_message("")).fault() == Fault::out_of_scope);
}

TEST_CASE_FIXTURE(Frame, "begun again with the same it has the same code; with another key it is refused") {
  const auto first = start();
  const auto again = start();
  CHECK(must(again).code == must(first).code);
  box = make_box_key_pair(random);
  CHECK(start().fault() == Fault::conflict);
}

TEST_CASE_FIXTURE(Frame, "a key that anybody could open for is refused") {
  box.public_key = {};
  CHECK(start().fault() == Fault::malformed);
}

TEST_CASE_FIXTURE(Frame, "five wrong secrets end a pairing, and a session that nobody fetched") {
  REQUIRE(start());
  REQUIRE(ask(wire::PairAllow{pair, box.public_key, must(ask(wire::PairShow{pair}, &owner)).code}, &owner));
  Session frame = open(must(poll()));
  for (int i = 0; i < 5; ++i)
    CHECK(ask(wire::PairPoll{pair, wire::PairSecret{8}}).fault() == Fault::not_found);
  CHECK(poll().fault() == Fault::not_found);
  CHECK(ask(wire::SubscriptionsShow{}, &frame).fault() == Fault::session_ended);
}

TEST_CASE_FIXTURE(Frame, "four wrong secrets do not, nor do they slow the frame down") {
  REQUIRE(start());
  for (int i = 0; i < 4; ++i)
    CHECK(ask(wire::PairPoll{pair, wire::PairSecret{8}}).fault() == Fault::not_found);
  CHECK(respond(wire::PairPoll{pair, secret}).status == 202);
}

TEST_CASE_FIXTURE(Frame, "who asks more than once a second is told to slow down") {
  REQUIRE(start());
  CHECK(respond_to_poll().status == 202);
  now += kSecond - 1;
  CHECK(ask(wire::PairPoll{pair, secret}).fault() == Fault::slow_down);
  now += 1;
  CHECK(respond(wire::PairPoll{pair, secret}).status == 202);
}

TEST_CASE_FIXTURE(Frame, "after five minutes it is over") {
  REQUIRE(start());
  const std::string code = must(ask(wire::PairShow{pair}, &owner)).code;
  now += server::kPairLasts;
  CHECK(ask(wire::PairShow{pair}, &owner).fault() == Fault::not_found);
  CHECK(ask(wire::PairAllow{pair, box.public_key, code}, &owner).fault() == Fault::not_found);
  CHECK(poll().fault() == Fault::not_found);
  CHECK(start());
}

TEST_CASE_FIXTURE(Frame,
                  "the owner is mailed as of a new device, and finds the site in the list of sessions") {
  REQUIRE(start());
  read_mail();
  REQUIRE(ask(wire::PairAllow{pair, box.public_key, must(ask(wire::PairShow{pair}, &owner)).code}, &owner));
  const auto mails = read_mail();
  REQUIRE(mails.size() == 1);
  CHECK(mails[0].kind == server::MailKind::new_device);
  const auto sessions = must(ask(wire::SessionsShow{}, &owner));
  CHECK(std::any_of(sessions.sessions.begin(), sessions.sessions.end(), [](const auto& each) {
    return each.scope == wire::Scope::embedded && each.device == kSite;
  }));
}

TEST_CASE_FIXTURE(Frame, "ended from the list, the frame's session cannot be fetched") {
  REQUIRE(start());
  REQUIRE(ask(wire::PairAllow{pair, box.public_key, must(ask(wire::PairShow{pair}, &owner)).code}, &owner));
  REQUIRE(ask(wire::SessionsEndOthers{}, &owner));
  CHECK(poll().fault() == Fault::not_found);
}

TEST_CASE("one network has ten open pairings at most, and thirty an hour") {
  Frame portal(server::Limits::normal);
  int open = 0;
  for (std::uint8_t i = 0; i < 40; ++i) {
    portal.secret = {i};
    open += portal.start() ? 1 : 0;
  }
  CHECK(open == 10);
  for (int hour = 0; hour < 3; ++hour) {
    portal.now += server::kPairLasts;
    for (std::uint8_t i = 0; i < 10; ++i) {
      portal.secret = {i};
      open += portal.start() ? 1 : 0;
    }
  }
  CHECK(open >= 30);
  CHECK(open <= 40);
  CHECK(portal.start().fault() == Fault::slow_down);
}

}  // namespace
}  // namespace portal::test
