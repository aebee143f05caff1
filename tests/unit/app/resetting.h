// Somebody who is about to start again with an empty vault, by real cryptography.
#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>
#include <sqlite3.h>
#include <string>
#include <vector>

#include "server-stub/store/reset.h"
#include "shared/wire/erase.h"
#include "shared/wire/export.h"
#include "shared/wire/records.h"
#include "tests/unit/app/portal.h"
#include "tests/unit/temporary_folder.h"

namespace portal::test {

using server::kDay;
using server::kHour;
using server::MailKind;

// Anna has a vault with one record in it; `next` is who she is after starting again.
struct Resetting : TemporaryFolder, Portal {
  Resetting()
      : Portal(server::Limits::normal, (path() / "portal.db").string()),
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
    REQUIRE(sqlite3_open((path() / "portal.db").c_str(), &database) == SQLITE_OK);
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

}  // namespace portal::test
