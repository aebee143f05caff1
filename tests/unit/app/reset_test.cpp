#include "server-stub/app/reset.h"

#include <algorithm>

#include "tests/unit/app/resetting.h"

namespace portal::test {
namespace {

TEST_CASE_FIXTURE(Resetting, "asking is answered alike whether somebody has the address or not") {
  const auto known = respond(wire::ResetStart{"Anna@Example.org"});
  const auto mails = read_mail();
  const auto nobodys = respond(wire::ResetStart{"nobody@example.org"});
  CHECK(known.status == 202);
  CHECK(known.status == nobodys.status);
  CHECK(known.fields == nobodys.fields);
  CHECK(known.body == nobodys.body);
  REQUIRE(mails.size() == 1);
  CHECK(mails[0].kind == MailKind::reset_requested);
  CHECK(mails[0].to == "anna@example.org");
  CHECK(read_mail().empty());
  CHECK(rows_of("reset_link") == 2);
  now += kDay;
  REQUIRE(app->tidy());
  CHECK(rows_of("reset_link") == 0);
}

TEST_CASE_FIXTURE(Resetting, "strangers cause three mails to an address in a day, and sixty from a network") {
  now += kDay;  // signing up was a mail too
  for (int i = 0; i < 5; ++i) CHECK(ask(wire::ResetStart{anna.login}));
  CHECK(read_mail().size() == 3);
  now += kDay;
  CHECK(ask(wire::SignUp{anna.login}));
  CHECK(ask(wire::SignUp{anna.login}));
  CHECK(ask(wire::ResetStart{anna.login}));
  CHECK(ask(wire::ResetStart{anna.login}));  // they count together
  CHECK(read_mail().size() == 3);
  now += kDay;
  for (int i = 0; i < 60; ++i) CHECK(ask(wire::ResetStart{"nobody" + std::to_string(i) + "@example.org"}));
  CHECK(ask(wire::ResetStart{anna.login}));
  CHECK(read_mail().empty());
}

TEST_CASE_FIXTURE(Resetting, "before the wait is over nothing is evaluated, by no link") {
  const auto first = asked();
  REQUIRE(ask(wire::ResetConfirm{first}));
  const auto second = token_of_last_mail();
  now += 72 * kHour - 1;
  REQUIRE(app->tidy());
  CHECK(read_mail().empty());
  for (const auto& token : {first, second, wire::LinkToken{}}) {
    CHECK(prepare_reset(next, token).fault() == Fault::not_found);
    CHECK(ask(wire::ResetShow{token}).fault() == Fault::not_found);
  }
  now += 1;
  REQUIRE(app->tidy());
  const auto third = token_of_last_mail();
  CHECK(ask(wire::ResetShow{third})->login == anna.login);
  CHECK(prepare_reset(next, third));
}

TEST_CASE_FIXTURE(Resetting, "a second link gives three evaluations, and what was begun can be finished") {
  const auto token = ready();
  const auto first = prepare_reset(next, token);
  REQUIRE(first);
  CHECK(next.version == 2);
  CHECK(next.amk_version == 2);
  CHECK(next.recovery_version == 2);
  Person other = {.login = anna.login, .password = "another", .account = {}, .master_key = {}, .sheet = {}};
  CHECK(prepare_reset(other, token));
  CHECK(prepare_reset(other, token));
  CHECK(prepare_reset(other, token).fault() == Fault::not_found);
  CHECK(ask(*first));
  CHECK(opens(next));
}

TEST_CASE_FIXTURE(Resetting,
                  "an equal finish is answered alike for a day, another one never, none before a begin") {
  const auto token = ready();
  Person other = {.login = anna.login, .password = "another", .account = {}, .master_key = {}, .sheet = {}};
  const auto finish = [&] {
    Resetting elsewhere;
    return elsewhere.prepare_reset(other, elsewhere.ready());
  }();
  REQUIRE(finish);
  auto foreign = *finish;
  foreign.token = token;
  CHECK(ask(foreign).fault() == Fault::conflict);
  const auto good = prepare_reset(next, token);
  REQUIRE(ask(*good));
  CHECK(ask(*good));
  CHECK(ask(foreign).fault() == Fault::not_found);
  CHECK(opens(next));  // a sign-in does not undo what is done
  CHECK(ask(*good));
  CHECK(prepare_reset(other, token).fault() == Fault::not_found);
  CHECK(read_mail().size() == 2);  // that it is done, and the sign-in from a new device
  now += kDay;
  REQUIRE(app->tidy());
  CHECK(ask(*good).fault() == Fault::not_found);
}

TEST_CASE_FIXTURE(Resetting, "the new vault is empty, everything old is out, and the log goes on") {
  Session before = *log_in(anna);
  const auto link = ready();
  CHECK(ask(wire::AccountShow{}, &before).fault() == Fault::session_ended);  // idle since
  const auto finish = prepare_reset(next, link);
  REQUIRE(ask(*finish));
  CHECK(!opens(anna));
  CHECK(prove_recovery(anna.login, anna.sheet).fault() == Fault::unauthenticated);
  CHECK(prove_recovery(anna.login, next.sheet));
  Session session = *log_in(next);
  CHECK(ask(wire::CollectionsShow{}, &session)->collections.empty());
  CHECK(ask(wire::RecordsShow{{1}, {}}, &session).fault() == Fault::not_found);
  CHECK(ask(wire::RecordsWrite{{1}, {}, {record()}}, &session).fault() == Fault::not_found);
  CHECK(ask(wire::RecordsWrite{{2}, wire::NewCollection{0, {1, 2, wire::Wrap{8}}}, {record()}}, &session));
  CHECK(ask(wire::AccountShow{}, &session)->vault_kept_until == (now + 30 * kDay) / 1000);

  const auto log = log_of(next);
  CHECK(log.front().at("type") == "account.created");
  const auto entry = std::find_if(log.begin(), log.end(),
                                  [](const auto& each) { return each.at("type") == "account.reset"; });
  REQUIRE(entry != log.end());
  CHECK(entry->at("data").at("old") == log.front().at("data").at("ask"));
  CHECK(entry->at("data").at("new") == encode_base64url(finish->owner_key));
  CHECK(entry->at("data").at("time") == now / 1000);
}

}  // namespace
}  // namespace portal::test
