// Nobody ends an account that its owner may still take back.
#include "tests/unit/app/recovering.h"

namespace portal::test {
namespace {

TEST_CASE_FIXTURE(Robbed, "for 72 hours after a recovery nobody can ask for the end of the account") {
  Session at_once = *log_in(thief);
  CHECK(ask(wire::AccountShow{}, &at_once)->recovered_until == (now + 72 * kHour) / 1000);
  for (const auto later : {72 * kHour - 1, server::Milliseconds{1}}) {
    now += later;
    Session session = *log_in(thief);
    REQUIRE(step_up(thief, session, thief.password, wire::Operation::erase));
    const auto asked = ask(wire::EraseRequest{}, &session);
    const bool is_over = later == 1;
    CHECK(static_cast<bool>(asked) == is_over);
    if (!is_over) CHECK(asked.fault() == Fault::conflict);
    CHECK(ask(wire::AccountShow{}, &session)->recovered_until.has_value() != is_over);
  }
}

TEST_CASE_FIXTURE(Recovering, "who disowns a recovery cancels the deletion that was asked for since") {
  const Session recovery = proved();
  const auto link = Robbed::token_in(read_mail()[0].link);
  Session session = *log_in(anna);  // it may be the thief's, who knows the password too
  REQUIRE(step_up(anna, session, anna.password, wire::Operation::erase));
  REQUIRE(ask(wire::EraseRequest{}, &session));
  CHECK(ask(wire::RecoveryDisown{link}));
  now += 200 * kHour;
  REQUIRE(app->tidy());
  Session later = *log_in(anna);
  CHECK_FALSE(ask(wire::EraseShow{}, &later)->pending);
}

TEST_CASE_FIXTURE(Recovering, "a deletion from before a recovery waits until nobody can disown it any more") {
  Session owners = *log_in(anna);
  REQUIRE(step_up(anna, owners, anna.password, wire::Operation::erase));
  REQUIRE(ask(wire::EraseRequest{}, &owners));
  now += 71 * kHour;
  Session session = proved();
  REQUIRE(ask(prepared(session), &session));
  std::vector<wire::LinkToken> links;
  for (const auto& mail : read_mail()) {
    if (mail.link.find("/not-me#") != std::string::npos) links.push_back(Robbed::token_in(mail.link));
  }
  REQUIRE(links.size() == 2);
  now += 71 * kHour;  // due, and what was replaced is kept
  REQUIRE(app->tidy());
  CHECK(opens("the new password"));
  CHECK(ask(wire::RecoveryDisown{links[1]}));
  now += 72 * kHour - 1;  // frozen
  REQUIRE(app->tidy());
  CHECK(log_in(anna, {}, {}, wire::Scope::previous));
  now += 1;
  REQUIRE(app->tidy());
  CHECK(!opens("the new password"));
}

TEST_CASE_FIXTURE(Recovering,
                  "a deletion under way stops when a recovery ends in between, or a freeze begins") {
  Session owners = *log_in(anna);
  REQUIRE(step_up(anna, owners, anna.password, wire::Operation::erase));
  REQUIRE(ask(wire::EraseRequest{}, &owners));
  now += 72 * kHour;
  const auto due = store->find_due_erasures(now, 10);
  REQUIRE(due->size() == 1);
  server::LastRites rites{.erasure = due->front(),
                          .now = now,
                          .budgets = {},
                          .whom = {},
                          .suppressed = {},
                          .farewell = {.id = 1, .made = now, .sealed = {}, .whom = {}}};
  read_mail();
  Session session = proved();
  const auto link = Robbed::token_in(read_mail()[0].link);
  const auto finish = prepared(session);
  SUBCASE("a recovery") {
    REQUIRE(ask(finish, &session));
    CHECK(store->find_due_erasures(now, 10)->empty());
  }
  SUBCASE("a freeze") {
    REQUIRE(ask(wire::RecoveryDisown{link}));
    CHECK(store->find_due_erasures(now, 10)->empty());
  }
  CHECK(store->erase_account(rites).fault() == Fault::conflict);
  rites.now += 72 * kHour;
  CHECK(store->erase_account(rites));
}

}  // namespace
}  // namespace portal::test
