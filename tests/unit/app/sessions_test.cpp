#include "server-stub/app/sessions.h"

#include "tests/unit/app/portal.h"

namespace portal::test {
namespace {

using server::kHour;
using server::kMinute;

struct SignedIn : Portal {
  SignedIn() : anna(*sign_up("anna@example.org", "a good long password")), session(*log_in(anna)) {}
  Person anna;
  Session session;

  Fault show_at(std::uint64_t sequence) {
    const auto field = authorization(session, wire::AccountShow::route, {}, sequence);
    const auto response = send("GET", wire::AccountShow::route.path, {}, {field});
    return response.status == 200 ? Fault::incident : fault_of(response);
  }
  bool works_at(std::uint64_t sequence) { return show_at(sequence) == Fault::incident; }
};

TEST_CASE_FIXTURE(SignedIn, "a number is used once, in any order within 64") {
  CHECK(works_at(70));
  CHECK(show_at(70) == Fault::session_ended);
  CHECK(works_at(7));
  CHECK(!works_at(7));
  CHECK(!works_at(6));
  CHECK(works_at(69));
  CHECK(works_at(1'000'000));
  CHECK(!works_at(1'000'000 - 64));
  CHECK(works_at(1'000'000 - 63));
  CHECK(works_at((1ull << 53) - 1));
  CHECK(!works_at(1ull << 53));
  CHECK(!works_at(0));
}

TEST_CASE_FIXTURE(SignedIn, "a replayed change changes nothing, and a refused one cannot be replayed") {
  const auto send_set = [&](const wire::SubscriptionSet& message, std::uint64_t sequence) {
    const Bytes body = wire::encode(message);
    return send("POST", message.route.path, body, {authorization(session, message.route, body, sequence)});
  };
  const wire::SubscriptionSet on{"software", wire::Purpose::news, true};
  const wire::SubscriptionSet off{"software", wire::Purpose::news, false};
  CHECK(send_set(on, 1).status == 200);
  CHECK(send_set(off, 2).status == 200);
  CHECK(send_set(on, 1).status == 401);
  session.next_sequence = 3;
  CHECK(!ask(wire::SubscriptionsShow{}, &session)->lists[0].purposes[1].on);

  // An undo that is refused uses its number up.
  const wire::SubscriptionsUndo undo{{}};
  const Bytes body = wire::encode(undo);
  const auto field = authorization(session, undo.route, body, 9);
  CHECK(send("POST", undo.route.path, body, {field}).status == 409);
  CHECK(send("POST", undo.route.path, body, {field}).status == 401);
}

TEST_CASE_FIXTURE(SignedIn, "a request of somebody else, or changed on the way, is not this session's") {
  Session stranger{.sid = session.sid, .key = SessionMacKey{random.make_secret(32)}};
  CHECK(ask(wire::AccountShow{}, &stranger).fault() == Fault::session_ended);
  stranger = {.sid = {}, .key = SessionMacKey{session.key.bytes.duplicate()}};
  CHECK(ask(wire::AccountShow{}, &stranger).fault() == Fault::session_ended);

  const auto field = authorization(session, wire::ReminderSet::route, wire::encode(wire::ReminderSet{3}), 1);
  const auto changed =
      send("POST", wire::ReminderSet::route.path, wire::encode(wire::ReminderSet{6}), {field});
  CHECK(changed.status == 401);
  CHECK(respond(wire::AccountShow{}).status == 401);
}

TEST_CASE_FIXTURE(SignedIn, "a session ends after 15 idle minutes, and after 12 hours whatever it does") {
  now += 15 * kMinute - 1;
  CHECK(ask(wire::AccountShow{}, &session));
  now += 15 * kMinute;
  CHECK(ask(wire::AccountShow{}, &session).fault() == Fault::session_ended);

  session = *log_in(anna);
  const std::uint64_t begun = now;
  while (now + 14 * kMinute < begun + 12 * kHour) {
    now += 14 * kMinute;
    REQUIRE(ask(wire::AccountShow{}, &session));
  }
  now = begun + 12 * kHour;
  CHECK(ask(wire::AccountShow{}, &session).fault() == Fault::session_ended);
}

TEST_CASE_FIXTURE(SignedIn, "an ended session is over") {
  CHECK(ask(wire::SessionEnd{}, &session));
  CHECK(ask(wire::AccountShow{}, &session).fault() == Fault::session_ended);
}

TEST_CASE_FIXTURE(SignedIn, "the reminder knows months and no others") {
  CHECK(ask(wire::ReminderSet{6}, &session));
  CHECK(ask(wire::AccountShow{}, &session)->remind_months == 6);
  CHECK(ask(wire::ReminderSet{5}, &session).fault() == Fault::malformed);
  CHECK(ask(wire::AccountShow{}, &session)->remind_months == 6);
}

TEST_CASE_FIXTURE(SignedIn, "five wrong passwords in a row at the step-up end the session") {
  for (int i = 0; i < 4; ++i) {
    CHECK(step_up(anna, session, "wrong").fault() == Fault::unauthenticated);
  }
  CHECK(step_up(anna, session, anna.password));
  for (int i = 0; i < 4; ++i) {
    CHECK(step_up(anna, session, "wrong").fault() == Fault::unauthenticated);
  }
  CHECK(step_up(anna, session, "wrong").fault() == Fault::session_ended);
  CHECK(ask(wire::AccountShow{}, &session).fault() == Fault::session_ended);
}

TEST_CASE("the authorization field has one spelling") {
  const std::string sid(22, 'A');
  const std::string mac(43, 'A');
  const auto reads = [&](const std::string& text) {
    return static_cast<bool>(server::parse_portal_mac(text));
  };
  CHECK(reads("Portal-MAC sid=" + sid + ", seq=1, mac=" + mac));
  CHECK(!reads("portal-mac sid=" + sid + ", seq=1, mac=" + mac));
  CHECK(!reads("Portal-MAC sid=" + sid + ",seq=1,mac=" + mac));
  CHECK(!reads("Portal-MAC sid=" + sid + ", seq=01, mac=" + mac));
  CHECK(!reads("Portal-MAC sid=" + sid + ", seq=-1, mac=" + mac));
  CHECK(!reads("Portal-MAC sid=" + sid + ", seq=, mac=" + mac));
  CHECK(!reads("Portal-MAC sid=" + sid + ", seq=99999999999999999999, mac=" + mac));
  CHECK(!reads("Portal-MAC sid=" + sid + "A, seq=1, mac=" + mac));
  CHECK(!reads("Portal-MAC sid=" + sid + ", seq=1, mac=" + mac + ", "));
  CHECK(!reads("Portal-MAC sid=" + sid + ", seq=1"));
  CHECK(!reads(""));
}

}  // namespace
}  // namespace portal::test
