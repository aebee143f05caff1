#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <sqlite3.h>

#include "shared/log/entry.h"
#include "tests/unit/app/portal.h"
#include "tests/unit/temporary_folder.h"

namespace portal::test {
namespace {

struct Kept : TemporaryFolder, Portal {
  Kept() : Portal(server::Limits::normal, (path() / "portal.db").string()) {}

  // All rows of the query's only column.
  std::vector<Bytes> rows(const char* sql) {
    sqlite3* database = nullptr;
    REQUIRE(sqlite3_open((path() / "portal.db").c_str(), &database) == SQLITE_OK);
    sqlite3_stmt* statement = nullptr;
    REQUIRE(sqlite3_prepare_v2(database, sql, -1, &statement, nullptr) == SQLITE_OK);
    std::vector<Bytes> all;
    while (sqlite3_step(statement) == SQLITE_ROW) {
      const auto* bytes = static_cast<const std::uint8_t*>(sqlite3_column_blob(statement, 0));
      all.emplace_back(bytes, bytes + sqlite3_column_bytes(statement, 0));
    }
    sqlite3_finalize(statement);
    sqlite3_close(database);
    return all;
  }

  bool files_contain(View marker) {
    for (const auto& each : std::filesystem::directory_iterator(path())) {
      std::ifstream file(each.path(), std::ios::binary);
      const std::string all{std::istreambuf_iterator<char>(file), {}};
      if (all.find(text_of(marker)) != std::string::npos) return true;
    }
    return false;
  }
};

TEST_CASE_FIXTURE(Kept, "what happens to an account is in its log, in order, as exact bytes") {
  Person anna = *sign_up("anna@example.org", "the old password");
  Person wrong{.login = anna.login, .password = "wrong", .account = {}, .master_key = {}, .sheet = {}};
  CHECK(log_in(wrong).fault() == Fault::unauthenticated);
  CHECK(log_in(wrong).fault() == Fault::unauthenticated);
  now += server::kHour;
  CHECK(app->tidy());
  CHECK(app->tidy());
  Session session = *log_in(anna);
  CHECK(ask(wire::SubscriptionSet{"software", wire::Purpose::news, true}, &session));
  CHECK(ask(wire::SubscriptionSet{"software", wire::Purpose::news, true}, &session));
  CHECK(step_up(anna, session, anna.password));
  const auto finish = prepare_change(anna, session, "the new password");
  REQUIRE(finish);
  CHECK(ask(*finish, &session));

  const std::vector<std::string> expected{"account.created", "login.failed", "login.ok", "preference.changed",
                                          "credential.changed"};
  const auto entries = rows("SELECT entry FROM log ORDER BY seq");
  const auto leaves = rows("SELECT leaf FROM log ORDER BY seq");
  REQUIRE(entries.size() == expected.size());
  std::vector<nlohmann::json> read;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    CHECK(copy_of(leaf_hash(entries[i])) == leaves[i]);
    read.push_back(nlohmann::json::parse(text_of(entries[i]), nullptr, false));
    REQUIRE(read[i].is_object());
    CHECK(read[i].dump(-1, ' ', false) == text_of(entries[i]));
    CHECK(read[i]["seq"] == i);
    CHECK(read[i]["type"] == expected[i]);
  }
  CHECK(read[0]["data"].size() == 2);
  CHECK(read[1]["data"]["count"] == 2);
  CHECK(read[1]["actor"] == "system");
  CHECK(read[3]["data"]["channel"] == "portal");
  CHECK(read[4]["data"]["note"] == finish->note);
  CHECK(read[0]["salt"] != read[1]["salt"]);
}

TEST_CASE_FIXTURE(Kept, "an entry is there exactly if what it tells of is") {
  Person anna = *sign_up("anna@example.org", "the old password");
  Session session = *log_in(anna);
  const std::size_t before = rows("SELECT entry FROM log").size();
  std::size_t verb = 0;
  interrupt = [&](std::size_t) {
    return verb++ == 1 ? server::Interruption::before_commit : server::Interruption::none;
  };
  CHECK(ask(wire::SubscriptionSet{"software", wire::Purpose::news, true}, &session).fault() ==
        Fault::unavailable);
  CHECK(rows("SELECT entry FROM log").size() == before);
  CHECK(rows("SELECT list FROM subscription").empty());
}

TEST_CASE_FIXTURE(Kept, "neither link nor key nor address of a network stands in the files") {
  REQUIRE(ask(wire::SignUp{"berta@example.org"}));
  const auto waiting = store->take_outbox(10);
  const auto link = token_of_last_mail();
  const Person anna = *sign_up("anna@example.org", "a good long password");
  const wire::KnownToken known{1, 2, 3, 4, 5, 6, 7, 8};
  Session session = *log_in(anna, {}, sha256(known));
  CHECK(ask(wire::AccountShow{}, &session));
  CHECK(files_contain(view_of("anna@example.org")));  // the search can find something
  CHECK(files_contain(sha256(link)));
  CHECK(!files_contain(link));
  CHECK(!files_contain(view_of(encode_base64url(link))));
  CHECK(!files_contain(view_of("#token=")));
  CHECK(!files_contain(session.key.bytes.reveal()));
  CHECK(!files_contain(anna.master_key.bytes.reveal()));
  CHECK(!files_contain(known));
  CHECK(!files_contain(view_of("a good long password")));
  CHECK(!files_contain(view_of("192.0.2")));
}

TEST_CASE_FIXTURE(Kept, "after a password change the old record has left the files") {
  Person anna = *sign_up("anna@example.org", "the old password");
  const Bytes record = rows("SELECT record FROM credential").at(0);
  CHECK(files_contain(record));
  Session session = *log_in(anna);
  REQUIRE(step_up(anna, session, anna.password));
  REQUIRE(ask(*prepare_change(anna, session, "the new password"), &session));
  CHECK(!files_contain(record));
}

}  // namespace
}  // namespace portal::test
