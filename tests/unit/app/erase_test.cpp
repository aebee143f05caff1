#include "server-stub/app/erase.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <sqlite3.h>

#include "shared/crypto/jws.h"
#include "shared/opaque/client.h"
#include "shared/wire/sessions.h"
#include "tests/unit/app/portal.h"
#include "tests/unit/temporary_folder.h"

namespace portal::test {
namespace {

struct Erasing : TemporaryFolder, Portal {
  Erasing()
      : Portal(server::Limits::normal, (path() / "portal.db").string()),
        anna(*sign_up("anna@example.org", "a good long password")),
        session(*log_in(anna)) {}
  Person anna;
  Session session;

  Result<wire::Erasure> request() {
    TRY(step_up(anna, session, anna.password, wire::Operation::erase));
    return ask(wire::EraseRequest{}, &session);
  }

  // Every value of every row of every table, one after the other.
  std::string everything() {
    sqlite3* database = nullptr;
    REQUIRE(sqlite3_open((path() / "portal.db").c_str(), &database) == SQLITE_OK);
    std::string all;
    for (const std::string& table :
         column_of(database, "SELECT name FROM sqlite_schema WHERE type='table'")) {
      for (const std::string& value : column_of(database, "SELECT * FROM \"" + table + "\""))
        all += value + "\n";
    }
    sqlite3_close(database);
    return all;
  }
  std::size_t rows_of(const std::string& table) {
    sqlite3* database = nullptr;
    REQUIRE(sqlite3_open((path() / "portal.db").c_str(), &database) == SQLITE_OK);
    const auto rows = column_of(database, "SELECT 1 FROM " + table);
    sqlite3_close(database);
    return rows.size();
  }
  bool files_contain(View marker) {
    for (const auto& each : std::filesystem::directory_iterator(path())) {
      std::ifstream file(each.path(), std::ios::binary);
      const std::string all{std::istreambuf_iterator<char>(file), {}};
      if (all.find(text_of(marker)) != std::string::npos) return true;
    }
    return false;
  }

 private:
  static std::vector<std::string> column_of(sqlite3* database, const std::string& sql) {
    sqlite3_stmt* statement = nullptr;
    REQUIRE(sqlite3_prepare_v2(database, sql.c_str(), -1, &statement, nullptr) == SQLITE_OK);
    std::vector<std::string> values;
    while (sqlite3_step(statement) == SQLITE_ROW) {
      for (int i = 0; i < sqlite3_column_count(statement); ++i) {
        const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement, i));
        values.emplace_back(bytes ? bytes : "", static_cast<std::size_t>(sqlite3_column_bytes(statement, i)));
      }
    }
    sqlite3_finalize(statement);
    return values;
  }
};

TEST_CASE_FIXTURE(Erasing, "a deletion needs the password again, for this and nothing else") {
  CHECK(ask(wire::EraseRequest{}, &session).fault() == Fault::step_up_needed);
  REQUIRE(step_up(anna, session, anna.password));
  CHECK(ask(wire::EraseRequest{}, &session).fault() == Fault::step_up_needed);
  REQUIRE(step_up(anna, session, anna.password, wire::Operation::erase));
  now += 5 * server::kMinute;
  CHECK(ask(wire::EraseRequest{}, &session).fault() == Fault::step_up_needed);
  CHECK(!ask(wire::EraseShow{}, &session)->pending);
  CHECK(request()->pending);
}

TEST_CASE_FIXTURE(Erasing, "asked again, a deletion is the same one: same time, same receipt, one mail") {
  read_mail();
  const auto first = request();
  REQUIRE(first->pending);
  CHECK(first->pending->due == (now + 72 * server::kHour) / server::kSecond);
  now += server::kMinute;
  const auto second = request();
  CHECK(second->pending->due == first->pending->due);
  CHECK(second->pending->receipt == first->pending->receipt);
  CHECK(ask(wire::EraseShow{}, &session)->pending->receipt == first->pending->receipt);
  CHECK(read_mail().size() == 1);
  CHECK(ask(wire::AccountShow{}, &session)->erase_due == first->pending->due);
}

TEST_CASE_FIXTURE(Erasing, "the receipt is signed, and says who asked for what and when") {
  const auto erasure = request();
  const auto payload =
      open_jws(secrets.receipt_key.verify_key, wire::kEraseReceipt, erasure->pending->receipt);
  REQUIRE(payload);
  const auto receipt = wire::parse<wire::EraseReceipt>(view_of(*payload));
  REQUIRE(receipt);
  CHECK(receipt->login == anna.login);
  CHECK(receipt->account == anna.account);
  CHECK(receipt->iss == "portal.example");
  CHECK(receipt->state == wire::EraseState::requested);
  CHECK(receipt->iat == now / server::kSecond);
}

TEST_CASE_FIXTURE(Erasing, "after a deletion no table has a row of the account, and no file its bytes") {
  const Person berta = *sign_up("berta@example.org", "another good password");
  const wire::KnownToken known{1, 2, 3};
  Session second = *log_in(anna, {}, sha256(known));
  Person wrong{.login = anna.login, .password = "wrong", .account = {}, .master_key = {}, .sheet = {}};
  CHECK(log_in(wrong).fault() == Fault::unauthenticated);
  CHECK(ask(
      wire::LoginStart{anna.login, opaque::generate_ke1(view_of("x"), random)->ke1, wire::Scope::full, {}}));
  CHECK(ask(wire::SubscriptionSet{"software", wire::Purpose::news, true}, &session));
  CHECK(ask(wire::ReminderSet{3}, &session));
  CHECK(ask(wire::SessionsName{"Anna's machine"}, &session));
  REQUIRE(step_up(anna, second, anna.password));
  REQUIRE(prepare_change(anna, second, "a new password"));
  REQUIRE(ask(wire::SignUp{anna.login}));
  REQUIRE(request());

  const std::string before = everything();
  const std::string account(text_of(anna.account));
  REQUIRE(before.find(account) != std::string::npos);
  REQUIRE(before.find(anna.login) != std::string::npos);
  REQUIRE(files_contain(anna.account));

  now += 72 * server::kHour;
  REQUIRE(app->tidy());
  const std::string after = everything();
  CHECK(after.find(account) == std::string::npos);
  CHECK(after.find(anna.login) == std::string::npos);
  CHECK(after.find("Anna's machine") == std::string::npos);
  CHECK(after.find(berta.login) != std::string::npos);
  CHECK(rows_of("log") == 1);  // berta's
  CHECK(rows_of("suppression") == 0);
  CHECK(!files_contain(anna.account));
  CHECK(!files_contain(view_of(anna.login)));
  const auto mails = read_mail();
  CHECK(mails.back().kind == server::MailKind::deleted);
  for (const auto& mail : mails) CHECK((mail.to == berta.login || mail.kind == server::MailKind::deleted));
  const auto payload = open_jws(secrets.receipt_key.verify_key, wire::kEraseReceipt, *mails.back().note);
  REQUIRE(payload);
  CHECK(wire::parse<wire::EraseReceipt>(view_of(*payload))->state == wire::EraseState::erased);
  CHECK(log_in(anna).fault() == Fault::unauthenticated);
}

TEST_CASE_FIXTURE(Erasing, "of somebody who stopped all mail a fingerprint stays, and nothing else") {
  CHECK(ask(wire::SubscriptionsStop{}, &session));
  REQUIRE(request());
  now += 72 * server::kHour;
  REQUIRE(app->tidy());
  CHECK(rows_of("suppression") == 1);
  CHECK(everything().find(anna.login) == std::string::npos);
}

TEST_CASE_FIXTURE(Erasing, "a deletion that is cancelled does not happen, by a session or by the link") {
  read_mail();
  REQUIRE(request());
  const auto token = token_of_last_mail();
  CHECK(ask(wire::EraseCancelByLink{{}}).fault() == Fault::not_found);
  SUBCASE("by the link") {
    CHECK(ask(wire::EraseCancelByLink{token}));
    CHECK(ask(wire::EraseCancelByLink{token}));  // its answer was lost
  }
  SUBCASE("by a session") {
    CHECK(!ask(wire::EraseCancel{}, &session)->pending);
    CHECK(!ask(wire::EraseCancel{}, &session)->pending);
  }
  CHECK(!ask(wire::EraseShow{}, &session)->pending);
  CHECK(!ask(wire::AccountShow{}, &session)->erase_due);
  CHECK(everything().find("erase.cancelled") == everything().rfind("erase.cancelled"));
  CHECK(everything().find("erase.requested") != std::string::npos);
  now += 100 * server::kHour;
  CHECK(app->tidy());
  CHECK(log_in(anna));
}

TEST_CASE_FIXTURE(Erasing, "a deletion that is cancelled while it is being carried out does not happen") {
  REQUIRE(request());
  const auto due = store->find_due_erasures(now + 72 * server::kHour, 10);
  REQUIRE(due->size() == 1);
  REQUIRE(ask(wire::EraseCancel{}, &session));
  const server::LastRites rites{.erasure = due->front(),
                                .now = now,
                                .budgets = {},
                                .whom = {},
                                .suppressed = {},
                                .farewell = {.id = 1, .made = now, .sealed = {}, .whom = {}}};
  CHECK(store->erase_account(rites).fault() == Fault::conflict);
  CHECK(log_in(anna));
}

}  // namespace
}  // namespace portal::test
