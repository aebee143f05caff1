#include "server-stub/app/reset.h"

#include <filesystem>
#include <nlohmann/json.hpp>
#include <sqlite3.h>

#include "server-stub/store/reset.h"
#include "shared/wire/erase.h"
#include "shared/wire/export.h"
#include "shared/wire/records.h"
#include "tests/unit/app/portal.h"

namespace portal::test {
namespace {

using server::kDay;
using server::kHour;
using server::MailKind;

struct Folder {
  Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "portal-reset-XXXXXX").string();
    path = mkdtemp(name.data());
  }
  ~Folder() { std::filesystem::remove_all(path); }
  std::filesystem::path path;
};

// Anna has a vault with one record in it; `next` is who she is after starting again.
struct Resetting : Folder, Portal {
  Resetting()
      : Portal(server::Limits::normal, (path / "portal.db").string()),
        anna(*sign_up("anna@example.org", "the old password")) {
    next = {
        .login = anna.login, .password = "the new password", .account = {}, .master_key = {}, .sheet = {}};
    Session session = *log_in(anna);
    REQUIRE(
        ask(wire::RecordsWrite{{1}, wire::NewCollection{0, {1, 1, wire::Wrap{7}}}, {record()}}, &session));
    REQUIRE(ask(wire::SessionEnd{}, &session));
    read_mail();
  }
  Person anna;
  Person next;

  static wire::Record record() {
    Bytes blob(297, 5);
    blob[0] = 1;
    return {.id = {9}, .revision = 1, .ck_version = 1, .flags = wire::Standing::live, .blob = blob};
  }
  std::size_t rows_of(const std::string& table) {
    sqlite3* database = nullptr;
    REQUIRE(sqlite3_open((path / "portal.db").c_str(), &database) == SQLITE_OK);
    sqlite3_stmt* statement = nullptr;
    const std::string sql = "SELECT count(*) FROM " + table;
    REQUIRE(sqlite3_prepare_v2(database, sql.c_str(), -1, &statement, nullptr) == SQLITE_OK);
    REQUIRE(sqlite3_step(statement) == SQLITE_ROW);
    const auto rows = static_cast<std::size_t>(sqlite3_column_int64(statement, 0));
    sqlite3_finalize(statement);
    sqlite3_close(database);
    return rows;
  }
  wire::LinkToken asked() {
    REQUIRE(ask(wire::ResetStart{anna.login}));
    return token_of_last_mail();
  }
  wire::LinkToken confirmed() {
    const auto token = asked();
    REQUIRE(ask(wire::ResetConfirm{token}));
    return token_of_last_mail();
  }
  wire::LinkToken ready() {
    confirmed();
    now += 72 * kHour;
    REQUIRE(app->tidy());
    return token_of_last_mail();
  }
  // The token of the link that brings the old vault back.
  wire::LinkToken done() {
    const auto finish = prepare_reset(next, ready());
    REQUIRE(finish);
    REQUIRE(ask(*finish));
    return token_of_last_mail();
  }
  bool opens(const Person& person) { return static_cast<bool>(log_in(person)); }
  std::vector<nlohmann::json> log_of(const Person& person) {
    Session session = *log_in(person);
    std::vector<nlohmann::json> all;
    const auto shown = ask(wire::LogEntries{0}, &session);
    REQUIRE(shown);
    for (const auto& each : shown->entries) {
      const auto bytes = decode_base64url(*each.entry);
      all.push_back(nlohmann::json::parse(text_of(*bytes), nullptr, false));
    }
    return all;
  }
};

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

TEST_CASE_FIXTURE(Resetting, "while a recovery may still be disowned no new vault is begun") {
  const auto proof = prove_recovery(anna.login, anna.sheet);
  Session session{.sid = proof->sid, .key = derive_session_mac_key(SessionSeed{Secret(View(proof->k32))})};
  const RecoverySecret second{random.make_secret(16)};
  const auto change = prepare_recovery(anna, session, "the second password", second);
  REQUIRE(ask(*change, &session));
  const auto disowning = token_of_last_mail();
  confirmed();
  now += 71 * kHour;
  REQUIRE(ask(wire::RecoveryDisown{disowning}));  // what was replaced is kept for three more days
  now += 2 * kHour;
  REQUIRE(app->tidy());
  CHECK(read_mail().empty());
  CHECK(store->find_due_resets(now, 10)->empty());
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
