#include "shared/opaque/client.h"
#include "shared/opaque/oprf.h"
#include "tests/unit/app/portal.h"

namespace portal::test {
namespace {

using server::kHour;
using server::kMinute;

struct Anna : Portal {
  explicit Anna(bool embed_password = false)
      : Portal(server::Limits::normal, ":memory:", embed_password),
        anna(*sign_up("anna@example.org", "a good long password")) {}
  Person anna;

  Person with(std::string login, std::string password) {
    return {.login = std::move(login),
            .password = std::move(password),
            .account = {},
            .master_key = {},
            .sheet = {}};
  }
  wire::LoginStart start_message(std::string login) {
    return {.login = std::move(login),
            .ke1 = opaque::generate_ke1(view_of("whatever it is"), random)->ke1,
            .scope = wire::Scope::full,
            .known = {}};
  }
  const std::string* retry_after(const server::Response& response) {
    for (const auto& [name, value] : response.fields) {
      if (name == "retry-after") return &value;
    }
    return nullptr;
  }
};

TEST_CASE_FIXTURE(Anna, "who has the password gets in, and the owner's log says so") {
  auto session = log_in(anna);
  REQUIRE(session);
  const auto account = ask(wire::AccountShow{}, &*session);
  REQUIRE(account);
  CHECK(account->login == "anna@example.org");
  CHECK(account->sessions == 1);
  CHECK(!account->signed_in_before);
  now += kMinute;
  auto second = log_in(anna);
  REQUIRE(second);
  const auto seen = ask(wire::AccountShow{}, &*second);
  CHECK(seen->sessions == 2);
  CHECK(seen->signed_in_before == account->signed_in);
}

TEST_CASE_FIXTURE(Anna, "an unknown address and a wrong password differ in nothing that is answered") {
  const auto unknown_start = respond(start_message("nobody@example.org"));
  const auto wrong_start = respond(start_message("anna@example.org"));
  CHECK(unknown_start.status == wrong_start.status);
  CHECK(unknown_start.fields == wrong_start.fields);
  CHECK(unknown_start.body.size() == wrong_start.body.size());

  const auto finish = [&](const server::Response& started) {
    const auto challenge = wire::parse<wire::LoginChallenge>(started.body);
    REQUIRE(challenge);
    return respond(wire::LoginFinish{.attempt = challenge->attempt, .ke3 = {}, .known = {}});
  };
  const auto unknown = finish(unknown_start);
  const auto wrong = finish(wrong_start);
  CHECK(unknown.status == 401);
  CHECK(unknown.status == wrong.status);
  CHECK(unknown.fields == wrong.fields);
  CHECK(unknown.body == wrong.body);
}

TEST_CASE_FIXTURE(Portal, "the evaluated element is the same before and after the address registers") {
  const auto message = wire::LoginStart{.login = "anna@example.org",
                                        .ke1 = opaque::generate_ke1(view_of("one fixed input"), random)->ke1,
                                        .scope = wire::Scope::full,
                                        .known = {}};
  const auto before = ask(message);
  REQUIRE(sign_up("anna@example.org", "a good long password"));
  const auto after = ask(message);
  REQUIRE(before);
  REQUIRE(after);
  CHECK(std::equal(before->ke2.begin(), before->ke2.begin() + 32, after->ke2.begin()));
  CHECK(before->ke2 != after->ke2);
}

TEST_CASE_FIXTURE(Anna, "known and unknown addresses cost the same number of looks into the database") {
  std::size_t verbs = 0;
  interrupt = [&](std::size_t) {
    ++verbs;
    return server::Interruption::none;
  };
  CHECK(log_in(with("nobody@example.org", "wrong")).fault() == Fault::unauthenticated);
  const std::size_t unknown = std::exchange(verbs, 0);
  CHECK(log_in(with("anna@example.org", "wrong")).fault() == Fault::unauthenticated);
  CHECK(unknown > 0);
  CHECK(verbs == unknown);
  verbs = 0;
  CHECK(log_in(with("nobody@example.org", "wrong")).fault() == Fault::unauthenticated);
  CHECK(verbs == unknown);
}

TEST_CASE_FIXTURE(Anna, "an attempt ends with its first answer, right or wrong, and after a minute") {
  const auto challenge = ask(start_message("anna@example.org"));
  REQUIRE(challenge);
  const wire::LoginFinish finish{.attempt = challenge->attempt, .ke3 = {}, .known = {}};
  CHECK(ask(finish).fault() == Fault::unauthenticated);
  CHECK(ask(finish).fault() == Fault::unauthenticated);
  const auto late = ask(start_message("anna@example.org"));
  now += kMinute;
  CHECK(store->find_pending_login(late->attempt, now).fault() == Fault::unauthenticated);
}

TEST_CASE_FIXTURE(Anna, "ten wrong tries, then Retry-After, equal for every login") {
  network = "192.0.2.1";
  for (int i = 0; i < 10; ++i) {
    CHECK(ask(start_message("anna@example.org")));
    CHECK(ask(start_message("nobody@example.org")));
  }
  const auto known = respond(start_message("anna@example.org"));
  const auto unknown = respond(start_message("nobody@example.org"));
  CHECK(known.status == 429);
  CHECK(known.fields == unknown.fields);
  CHECK(known.body == unknown.body);
  REQUIRE(retry_after(known));
  CHECK(*retry_after(known) == "600");
  now += 10 * kMinute;
  CHECK(ask(start_message("anna@example.org")));
  CHECK(ask(start_message("anna@example.org")).fault() == Fault::slow_down);
}

TEST_CASE_FIXTURE(Anna, "a right password costs nothing") {
  for (int i = 0; i < 30; ++i) CHECK(log_in(anna));
}

TEST_CASE_FIXTURE(Anna, "a network has sixty tries, whatever it tries") {
  for (int i = 0; i < 60; ++i) {
    now += 30;
    CHECK(ask(start_message("a" + std::to_string(i) + "@example.org")));
  }
  CHECK(ask(start_message("one-more@example.org")).fault() == Fault::slow_down);
  network = "198.51.100.1";
  CHECK(ask(start_message("one-more@example.org")));
}

TEST_CASE_FIXTURE(Anna, "strangers do not lock the owner out of a known device") {
  const auto token = wire::KnownToken{5};
  REQUIRE(log_in(anna, {}, sha256(token)));
  for (int i = 0; i < 11; ++i) (void)ask(start_message("anna@example.org"));
  CHECK(log_in(anna).fault() == Fault::slow_down);
  CHECK(log_in(anna, token));
  CHECK(log_in(anna, wire::KnownToken{6}).fault() == Fault::slow_down);
  CHECK(log_in(with("nobody@example.org", "x"), token).fault() == Fault::unauthenticated);
}

TEST_CASE_FIXTURE(Anna, "the sixth pending login of a stranger makes the oldest go") {
  const auto first = ask(start_message("anna@example.org"));
  std::vector<wire::AttemptId> others;
  for (int i = 0; i < 5; ++i) {
    now += 1;
    others.push_back(ask(start_message("anna@example.org"))->attempt);
  }
  CHECK(store->find_pending_login(first->attempt, now).fault() == Fault::unauthenticated);
  for (const auto& id : others) CHECK(store->find_pending_login(id, now));
}

TEST_CASE_FIXTURE(Anna, "tidying takes only the budgets that are full again") {
  for (int i = 0; i < 10; ++i) CHECK(ask(start_message("anna@example.org")));
  CHECK(app->tidy());
  CHECK(ask(start_message("anna@example.org")).fault() == Fault::slow_down);
  now += 2 * kHour;
  CHECK(app->tidy());
  for (int i = 0; i < 10; ++i) CHECK(ask(start_message("anna@example.org")));
}

TEST_CASE_FIXTURE(Anna, "scope embedded is refused unless the operator allows passwords in frames") {
  CHECK(log_in(anna, {}, {}, wire::Scope::embedded).fault() == Fault::out_of_scope);
}

TEST_CASE("with passwords in frames, such a session may set mail preferences and little else") {
  Anna portal(true);
  auto frame = portal.log_in(portal.anna, {}, {}, wire::Scope::embedded);
  REQUIRE(frame);
  CHECK(portal.ask(wire::AccountShow{}, &*frame));
  const auto set = portal.ask(wire::SubscriptionSet{"software", wire::Purpose::news, true}, &*frame);
  REQUIRE(set);
  CHECK(set->lists[0].purposes[1].channel == wire::Channel::embed);
  CHECK(portal.ask(wire::ReminderSet{3}, &*frame).fault() == Fault::out_of_scope);
  CHECK(portal.step_up(portal.anna, *frame, portal.anna.password).fault() == Fault::out_of_scope);
  CHECK(portal.ask(wire::SessionEnd{}, &*frame));
}

}  // namespace
}  // namespace portal::test
