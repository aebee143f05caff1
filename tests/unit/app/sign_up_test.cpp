#include "server-stub/app/network_keys.h"
#include "tests/unit/app/portal.h"

namespace portal::test {
namespace {

using server::kDay;
using server::MailKind;

TEST_CASE_FIXTURE(Portal, "signing up is answered alike whether the address has an account or not") {
  REQUIRE(sign_up("anna@example.org", "a good long password"));
  const auto taken = respond(wire::SignUp{"Anna@Example.org"});
  const auto mail_for_taken = read_mail();
  const auto free = respond(wire::SignUp{"berta@example.org"});
  const auto mail_for_free = read_mail();

  CHECK(taken.status == 202);
  CHECK(taken.status == free.status);
  CHECK(taken.fields == free.fields);
  CHECK(taken.body == free.body);
  REQUIRE(mail_for_taken.size() == 1);
  CHECK(mail_for_taken[0].kind == MailKind::already_registered);
  CHECK(mail_for_taken[0].to == "anna@example.org");
  REQUIRE(mail_for_free.size() == 1);
  CHECK(mail_for_free[0].kind == MailKind::sign_up);
}

TEST_CASE_FIXTURE(Portal, "strangers cause at most three mails to an address in a day") {
  for (int i = 0; i < 5; ++i) CHECK(ask(wire::SignUp{"anna@example.org"}));
  CHECK(read_mail().size() == 3);
  now += kDay;
  CHECK(ask(wire::SignUp{"anna@example.org"}));
  CHECK(read_mail().size() == 1);
}

TEST_CASE_FIXTURE(Portal,
                  "one network has at most sixty addresses mailed in an hour, and all answers are alike") {
  for (int i = 0; i < 70; ++i) CHECK(ask(wire::SignUp{"anna" + std::to_string(i) + "@example.org"}));
  CHECK(read_mail().size() == 60);
  network = "198.51.100.7";
  CHECK(ask(wire::SignUp{"berta@example.org"}));
  CHECK(read_mail().size() == 1);
}

TEST_CASE_FIXTURE(Portal, "a link gives three evaluations, one account id, and its address") {
  REQUIRE(ask(wire::SignUp{"anna@example.org"}));
  const auto token = token_of_last_mail();
  CHECK(ask(wire::SignUpShow{token})->login == "anna@example.org");
  Person anna{.login = "anna@example.org",
              .password = "a good long password",
              .account = {},
              .master_key = {},
              .sheet = {}};
  const auto first = make_account_message(anna, token);
  REQUIRE(first);
  const AccountId account = anna.account;
  REQUIRE(make_account_message(anna, token));
  REQUIRE(make_account_message(anna, token));
  CHECK(anna.account == account);
  CHECK(make_account_message(anna, token).fault() == Fault::not_found);
  CHECK(ask(*first));  // what was begun can still be finished
}

TEST_CASE_FIXTURE(Portal, "a link is dead after 24 hours, and unknown ones never lived") {
  REQUIRE(ask(wire::SignUp{"anna@example.org"}));
  const auto token = token_of_last_mail();
  now += kDay;
  CHECK(ask(wire::SignUpShow{token}).fault() == Fault::not_found);
  CHECK(ask(wire::SignUpShow{wire::LinkToken{}}).fault() == Fault::not_found);
}

TEST_CASE_FIXTURE(Portal, "when the account is made, all links of its address die") {
  REQUIRE(ask(wire::SignUp{"anna@example.org"}));
  const auto other = token_of_last_mail();
  REQUIRE(sign_up("anna@example.org", "a good long password"));
  CHECK(ask(wire::SignUpShow{other}).fault() == Fault::not_found);
}

TEST_CASE_FIXTURE(Portal, "an equal repeat of the last step is answered again, another one is not") {
  REQUIRE(ask(wire::SignUp{"anna@example.org"}));
  Person anna{.login = "anna@example.org",
              .password = "a good long password",
              .account = {},
              .master_key = {},
              .sheet = {}};
  auto finish = make_account_message(anna, token_of_last_mail());
  REQUIRE(finish);
  CHECK(ask(*finish));
  CHECK(respond(*finish).status == 201);
  auto other = *finish;
  other.wrap[40] ^= 1;
  CHECK(ask(other).fault() == Fault::not_found);
  now += kDay;
  CHECK(ask(*finish).fault() == Fault::not_found);
  CHECK(log_in(anna));
}

TEST_CASE_FIXTURE(Portal, "a record without a valid public key makes no account") {
  REQUIRE(ask(wire::SignUp{"anna@example.org"}));
  Person anna{.login = "anna@example.org",
              .password = "a good long password",
              .account = {},
              .master_key = {},
              .sheet = {}};
  const auto finish = make_account_message(anna, token_of_last_mail());
  REQUIRE(finish);
  auto identity = *finish;
  std::fill_n(identity.record.begin(), 32, std::uint8_t{0});
  CHECK(ask(identity).fault() == Fault::malformed);
  auto no_point = *finish;
  std::fill_n(no_point.record.begin(), 32, std::uint8_t{0xff});
  CHECK(ask(no_point).fault() == Fault::malformed);
  CHECK(log_in(anna).fault() == Fault::unauthenticated);
  CHECK(ask(*finish));
}

TEST_CASE_FIXTURE(Portal, "a finish for a link that was never started is refused") {
  REQUIRE(ask(wire::SignUp{"anna@example.org"}));
  Person anna{.login = "anna@example.org",
              .password = "a good long password",
              .account = {},
              .master_key = {},
              .sheet = {}};
  auto finish = make_account_message(anna, token_of_last_mail());
  REQUIRE(finish);
  REQUIRE(ask(wire::SignUp{"berta@example.org"}));
  finish->token = token_of_last_mail();
  CHECK(ask(*finish).fault() == Fault::conflict);
}

TEST_CASE_FIXTURE(Portal, "a crash before or after the commit leaves no account or a whole one") {
  for (const auto how : {server::Interruption::before_commit, server::Interruption::after_commit}) {
    const std::string login = how == server::Interruption::before_commit ? "a@example.org" : "b@example.org";
    REQUIRE(ask(wire::SignUp{login}));
    Person person{
        .login = login, .password = "a good long password", .account = {}, .master_key = {}, .sheet = {}};
    const auto finish = make_account_message(person, token_of_last_mail());
    REQUIRE(finish);
    interrupt = [how](std::size_t) { return how; };
    CHECK(ask(*finish).fault() == Fault::unavailable);
    interrupt = {};
    CHECK(static_cast<bool>(log_in(person)) == (how == server::Interruption::after_commit));
    CHECK(ask(*finish));  // the client repeats
    CHECK(log_in(person));
  }
}

TEST_CASE("a network is an IPv4 /24 or an IPv6 /48") {
  CHECK(server::network_prefix("192.0.2.7") == server::network_prefix("192.0.2.200"));
  CHECK(server::network_prefix("192.0.2.7") != server::network_prefix("192.0.3.7"));
  CHECK(server::network_prefix("2001:db8:1:2::9") == server::network_prefix("2001:db8:1::"));
  CHECK(server::network_prefix("2001:db8::9") == server::network_prefix("2001:db8:0:7::1"));
  CHECK(server::network_prefix("2001:db8:1::9") != server::network_prefix("2001:db8:2::9"));
  CHECK(server::network_prefix("::1") == "0:0:0::/48");
}

}  // namespace
}  // namespace portal::test
