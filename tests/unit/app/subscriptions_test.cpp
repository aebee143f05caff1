#include "tests/unit/app/portal.h"

namespace portal::test {
namespace {

using server::kMinute;
using wire::Channel;
using wire::Purpose;

struct Choosing : Portal {
  Choosing() : anna(*sign_up("anna@example.org", "a good long password")), session(*log_in(anna)) {}
  Person anna;
  Session session;

  Result<wire::Subscriptions> set(std::string list, Purpose purpose, bool on) {
    return ask(wire::SubscriptionSet{std::move(list), purpose, on}, &session);
  }
  std::vector<wire::MailAnswer> check(std::vector<std::string> addresses, std::string list = "software",
                                      std::string key = "Bearer the mailer's own key") {
    const wire::MailerCheck message{std::move(list), Purpose::news, std::move(addresses)};
    const auto response =
        send("POST", message.route.path, wire::encode(message), {{"authorization", std::move(key)}});
    status = response.status;
    const auto answers = wire::parse<wire::MailAnswers>(response.body);
    return answers ? answers->answers : std::vector<wire::MailAnswer>{};
  }
  int status = 0;
};

TEST_CASE_FIXTURE(Choosing, "a new account has everything off, without a date") {
  const auto shown = ask(wire::SubscriptionsShow{}, &session);
  REQUIRE(shown);
  REQUIRE(shown->lists.size() == 2);
  for (const auto& list : shown->lists) {
    for (const auto& purpose : list.purposes) {
      CHECK(!purpose.on);
      CHECK(!purpose.since);
      CHECK(purpose.channel == Channel::by_default);
    }
  }
  CHECK(!shown->stopped);
}

TEST_CASE_FIXTURE(Choosing, "the mailer's next answer follows the switch") {
  CHECK(!check({"anna@example.org"})[0].may_send);
  now += kMinute;
  REQUIRE(set("software", Purpose::news, true));
  const auto answers = check({"nobody@example.org", "ANNA@example.org", "not an address"});
  REQUIRE(answers.size() == 3);
  CHECK(!answers[0].may_send);
  CHECK(!answers[0].channel.value);
  CHECK(answers[1].address == "ANNA@example.org");
  CHECK(answers[1].may_send);
  CHECK(answers[1].since.value == now / 1000);
  CHECK(answers[1].channel.value == Channel::portal);
  CHECK(!answers[2].may_send);
  CHECK(!check({"anna@example.org"}, "services")[0].may_send);
  REQUIRE(set("software", Purpose::news, false));
  CHECK(!check({"anna@example.org"})[0].may_send);
}

TEST_CASE_FIXTURE(Choosing, "only the mailer may ask, about lists that there are, 1,000 at a time") {
  check({"anna@example.org"}, "software", "Bearer another key");
  CHECK(status == 401);
  check({"anna@example.org"}, "software", "");
  CHECK(status == 401);
  check({"anna@example.org"}, "no-such-list");
  CHECK(status == 404);
  check(std::vector<std::string>(1001, "anna@example.org"));
  CHECK(status == 413);
  CHECK(check(std::vector<std::string>(1000, "anna@example.org")).size() == 1000);
}

TEST_CASE_FIXTURE(Choosing, "undo restores what was there, and a second undo changes nothing") {
  REQUIRE(set("software", Purpose::news, true));
  const auto since = ask(wire::SubscriptionsShow{}, &session)->lists[0].purposes[1].since;
  now += kMinute;
  const auto off = set("software", Purpose::news, false);
  REQUIRE(off->undo);
  const wire::SubscriptionsUndo undo{*off->undo};
  const auto undone = ask(undo, &session);
  REQUIRE(undone);
  CHECK(undone->lists[0].purposes[1].on);
  CHECK(undone->lists[0].purposes[1].since == since);
  CHECK(ask(undo, &session)->lists[0].purposes[1].on);  // its answer was lost
  REQUIRE(set("services", Purpose::news, true));
  CHECK(ask(undo, &session).fault() == Fault::conflict);
}

TEST_CASE_FIXTURE(Choosing, "undoing the first switch leaves no trace of a choice") {
  const auto on = set("software", Purpose::news, true);
  const auto undone = ask(wire::SubscriptionsUndo{*on->undo}, &session);
  REQUIRE(undone);
  CHECK(!undone->lists[0].purposes[1].on);
  CHECK(!undone->lists[0].purposes[1].since);
}

TEST_CASE_FIXTURE(Choosing, "a repeated switch is one change, with the undo of the first") {
  const auto first = set("software", Purpose::news, true);
  now += kMinute;
  const auto second = set("software", Purpose::news, true);
  CHECK(first->undo == second->undo);
  CHECK(first->lists[0].purposes[1].since == second->lists[0].purposes[1].since);
}

TEST_CASE_FIXTURE(Choosing, "stop all mail holds for lists that come later, until one is switched on") {
  REQUIRE(set("software", Purpose::news, true));
  now += kMinute;
  const auto stopped = ask(wire::SubscriptionsStop{}, &session);
  REQUIRE(stopped);
  CHECK(stopped->stopped == now / 1000);
  CHECK(!check({"anna@example.org"})[0].may_send);

  site.lists.push_back({"events", "Events", "", {Purpose::news}});
  const auto later = ask(wire::SubscriptionsShow{}, &session);
  REQUIRE(later->lists.size() == 3);
  CHECK(!later->lists[2].purposes[0].on);
  CHECK(later->lists[2].purposes[0].since == stopped->stopped);
  CHECK(check({"anna@example.org"}, "events")[0].channel.value == Channel::portal);

  const auto undone = ask(wire::SubscriptionsUndo{*stopped->undo}, &session);
  CHECK(!undone->stopped);
  CHECK(undone->lists[0].purposes[1].on);
  REQUIRE(ask(wire::SubscriptionsStop{}, &session));
  const auto on = set("events", Purpose::news, true);
  CHECK(!on->stopped);
  CHECK(on->lists[2].purposes[0].on);
  CHECK(!on->lists[0].purposes[1].on);
}

TEST_CASE_FIXTURE(Choosing, "what the site does not offer cannot be set") {
  CHECK(set("no-such-list", Purpose::news, true).fault() == Fault::not_found);
  site.lists[1].purposes = {Purpose::news};
  CHECK(set("services", Purpose::marketing, true).fault() == Fault::not_found);
}

TEST_CASE_FIXTURE(Choosing, "one account's undo is nothing to another") {
  const auto on = set("software", Purpose::news, true);
  const auto berta = sign_up("berta@example.org", "another long password");
  REQUIRE(berta);
  Session hers = *log_in(*berta);
  CHECK(ask(wire::SubscriptionsUndo{*on->undo}, &hers).fault() == Fault::not_found);
  CHECK(check({"anna@example.org"})[0].may_send);
}

}  // namespace
}  // namespace portal::test
