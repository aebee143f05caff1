// The vault that a reset set aside: how it comes back, how long it is kept, and what waits for it.
#include "tests/unit/app/resetting.h"

namespace portal::test {
namespace {

TEST_CASE_FIXTURE(Resetting,
                  "the old vault comes back by a statement of its own key over the swap, and by no other") {
  const auto link = done();
  CHECK(log_in(anna, {}, {}, wire::Scope::previous).fault() == Fault::unauthenticated);
  CHECK(prove_recovery(anna.login, anna.sheet, true).fault() == Fault::unauthenticated);
  REQUIRE(ask(wire::RecoveryDisown{link}));
  CHECK(!opens(next));
  CHECK(prove_recovery(anna.login, next.sheet).fault() == Fault::unauthenticated);
  CHECK(prove_recovery(anna.login, next.sheet, true).fault() == Fault::unauthenticated);
  CHECK(log_in(next, {}, {}, wire::Scope::previous).fault() == Fault::unauthenticated);

  const auto proof = prove_recovery(anna.login, anna.sheet, true);
  REQUIRE(proof);
  CHECK(proof->amk_version == 1);
  CHECK(proof->newest_credential_version == 2u);
  CHECK(proof->newest_amk_version == 2u);
  CHECK(proof->newest_recovery_version == 2u);
  CHECK(read_mail().empty());
  anna.version = 2;
  anna.recovery_version = 2;
  Session session{.sid = proof->sid, .key = derive_session_mac_key(SessionSeed{Secret(View(proof->k32))})};
  const RecoverySecret third{random.make_secret(16)};
  auto finish = prepare_restoring(anna, session, "her third password", third);  // says 1 → 1
  REQUIRE(finish);
  CHECK(ask(*finish, &session).fault() == Fault::malformed);
  next.amk_version = 1;
  finish = prepare_restoring(next, session, "her third password", third);  // signed by the new vault's key
  CHECK(ask(*finish, &session).fault() == Fault::malformed);
  anna.replaces = 2;
  finish = prepare_restoring(anna, session, "her third password", third);
  REQUIRE(finish);
  CHECK(ask(*finish, &session)->credential_version == 3);

  anna.password = "her third password";
  Session again = *log_in(anna);
  const auto shown = ask(wire::RecordsShow{{1}, {}}, &again);
  REQUIRE(shown);
  CHECK(shown->records.at(0).blob == record().blob);
  CHECK(!ask(wire::AccountShow{}, &again)->vault_kept_until);
  std::size_t swaps = 0;
  for (const auto& each : log_of(anna)) swaps += each.at("type") == "account.reset" ? 1 : 0;
  CHECK(swaps == 2);
  CHECK(ask(wire::RecoveryDisown{link}).fault() == Fault::not_found);

  // Nobody can have the other vault back: it hinders nothing, and goes by itself.
  REQUIRE(step_up(anna, again, anna.password, wire::Operation::erase));
  CHECK(ask(wire::EraseRequest{}, &again)->pending);
  CHECK(ask(wire::EraseCancel{}, &again));
  CHECK(rows_of("aside") == 1);
  now += 30 * kDay;
  REQUIRE(app->tidy());
  CHECK(rows_of("aside") == 0);
  CHECK(rows_of("record") == 1);
}

TEST_CASE_FIXTURE(Resetting,
                  "no two vaults of an account have the same number, not even after one came back") {
  REQUIRE(ask(wire::RecoveryDisown{done()}));
  auto session = log_in(anna, {}, {}, wire::Scope::previous);
  REQUIRE(session);
  anna.version = 2;
  anna.recovery_version = 2;
  anna.replaces = 2;
  const RecoverySecret third{random.make_secret(16)};
  const auto finish = prepare_restoring(anna, *session, "her third password", third);
  REQUIRE(ask(*finish, &*session));
  read_mail();
  done();
  CHECK(next.amk_version == 3);
}

TEST_CASE_FIXTURE(Resetting, "after 30 days nothing of the old vault is left, and no restoring link") {
  const auto link = done();
  CHECK(rows_of("record") == 1);
  now += 30 * kDay - 1;
  REQUIRE(app->tidy());
  CHECK(rows_of("record") == 1);
  now += 1;
  REQUIRE(app->tidy());
  for (const char* table : {"record", "ckey", "collection", "aside", "disowning", "reset"}) {
    CAPTURE(table);
    CHECK(rows_of(table) == 0);
  }
  CHECK(ask(wire::RecoveryDisown{link}).fault() == Fault::not_found);
  CHECK(opens(next));
}

TEST_CASE_FIXTURE(Resetting, "a deletion that waits when an account is started again is cancelled by that") {
  Session session = *log_in(anna);
  REQUIRE(step_up(anna, session, anna.password, wire::Operation::erase));
  server::LogDraft draft{.entry = {.actor = "owner",
                                   .type = LogType::erase_requested,
                                   .sequence = 0,
                                   .milliseconds = now,
                                   .salt = {}},
                         .data = nlohmann::json::object()};
  REQUIRE(store->request_erasure({session.sid, session.next_sequence++, now},
                                 {.due = now + 200 * kHour,
                                  .token_hash = {},
                                  .notice = {.id = 1, .made = now, .sealed = {}, .whom = {}},
                                  .requested = draft}));
  REQUIRE(store->forget_mail(1));
  done();
  now += 300 * kHour;
  REQUIRE(app->tidy());
  CHECK(opens(next));
  Session later = *log_in(next);
  CHECK(!ask(wire::EraseShow{}, &later)->pending);
  CHECK(log_of(next).size() > 3);
  bool said = false;
  for (const auto& each : log_of(next))
    said = said || each.dump().find("\"by\":\"reset\"") != std::string::npos;
  CHECK(said);
}

TEST_CASE_FIXTURE(Resetting, "nothing of a reset outlives its account") {
  Session session = *log_in(anna);
  REQUIRE(step_up(anna, session, anna.password, wire::Operation::erase));
  REQUIRE(ask(wire::EraseRequest{}, &session));
  read_mail();
  now += 71 * kHour;
  confirmed();
  asked();
  CHECK(rows_of("reset") == 1);
  CHECK(rows_of("reset_link") == 1);
  now += kHour;
  REQUIRE(app->tidy());
  for (const char* table : {"reset", "reset_link", "account"}) CHECK(rows_of(table) == 0);
}

TEST_CASE_FIXTURE(Resetting, "while an account is frozen no new vault is begun, announced or finished") {
  const auto disowning = done();
  Person third = {.login = anna.login, .password = "the third", .account = {}, .master_key = {}, .sheet = {}};
  SUBCASE("ready before") {
    const auto link = ready();
    const auto finish = prepare_reset(third, link);
    REQUIRE(finish);
    REQUIRE(ask(wire::RecoveryDisown{disowning}));
    CHECK(ask(*finish).fault() == Fault::conflict);
    CHECK(prepare_reset(third, link).fault() == Fault::conflict);
    now += 72 * kHour;
    CHECK(ask(*finish));
  }
  SUBCASE("due meanwhile") {
    confirmed();
    now += 71 * kHour;
    REQUIRE(ask(wire::RecoveryDisown{disowning}));
    now += 71 * kHour;
    REQUIRE(app->tidy());
    CHECK(read_mail().empty());
    now += kHour;
    REQUIRE(app->tidy());
    CHECK(prepare_reset(third, token_of_last_mail()));
  }
}

TEST_CASE_FIXTURE(Resetting, "while a recovery may still be disowned no new vault is announced or begun") {
  const auto proof = prove_recovery(anna.login, anna.sheet);
  Session session{.sid = proof->sid, .key = derive_session_mac_key(SessionSeed{Secret(View(proof->k32))})};
  const RecoverySecret second{random.make_secret(16)};
  const auto change = prepare_recovery(anna, session, "the second password", second);
  REQUIRE(ask(*change, &session));
  const auto link = asked();
  const server::SealedMail mail{.id = 1, .made = now, .sealed = {}, .whom = {}};
  REQUIRE(store->confirm_reset({.token_hash = sha256(link),
                                .now = now,
                                .due = now,  // as with --reset-delay-hours 0
                                .cancel_hash = {},
                                .notice = mail}));
  REQUIRE(store->forget_mail(1));
  CHECK(store->find_due_resets(now, 10)->empty());
  const wire::LinkToken token{7};
  REQUIRE(store->announce_reset({.account = anna.account,
                                 .now = now,
                                 .token_hash = sha256(token),
                                 .until = now + 100 * kHour,
                                 .notice = mail}));
  CHECK(prepare_reset(next, token).fault() == Fault::conflict);
  now += 72 * kHour;
  CHECK(prepare_reset(next, token));
}

TEST_CASE_FIXTURE(Resetting, "a recovery may not cancel a reset by its session, nor an unknown session") {
  const auto proof = prove_recovery(anna.login, anna.sheet);
  Session session{.sid = proof->sid, .key = derive_session_mac_key(SessionSeed{Secret(View(proof->k32))})};
  CHECK(ask(wire::ResetCancel{}, &session).fault() == Fault::out_of_scope);
  Session none{};
  none.key = derive_session_mac_key(SessionSeed{Secret(Bytes(32))});
  CHECK(ask(wire::ResetCancel{}, &none).fault() == Fault::session_ended);
}

}  // namespace
}  // namespace portal::test
