// The table behind "Who can read what" and the columns of the database are one and the same.
#include "wasm/view/visible.h"

#include <algorithm>
#include <doctest/doctest.h>
#include <filesystem>
#include <set>
#include <sqlite3.h>
#include <sstream>
#include <unistd.h>

#include "server-stub/store/sqlite_store.h"
#include "tests/world/people.h"

namespace portal::world {
namespace {

std::multiset<std::string> columns_told() {
  std::multiset<std::string> columns;
  for (const auto& group : view::visible_groups()) {
    for (const auto& row : group.rows) {
      std::istringstream names{std::string(row.columns)};
      for (std::string name; names >> name;) columns.insert(name);
    }
  }
  return columns;
}

std::set<std::string> columns_there() {
  const std::string path = std::filesystem::temp_directory_path() / ("visible-" + std::to_string(getpid()));
  std::set<std::string> columns;
  REQUIRE(server::open_sqlite_store({.path = path}));
  sqlite3* database = nullptr;
  REQUIRE(sqlite3_open(path.c_str(), &database) == SQLITE_OK);
  sqlite3_stmt* select = nullptr;
  REQUIRE(sqlite3_prepare_v2(database,
                             "SELECT t.name || '.' || c.name FROM sqlite_schema t "
                             "JOIN pragma_table_info(t.name) c WHERE t.type='table'",
                             -1, &select, nullptr) == SQLITE_OK);
  while (sqlite3_step(select) == SQLITE_ROW) {
    columns.insert(reinterpret_cast<const char*>(sqlite3_column_text(select, 0)));
  }
  sqlite3_finalize(select);
  sqlite3_close(database);
  for (const char* end : {"", "-wal", "-shm"}) std::filesystem::remove(path + end);
  return columns;
}

TEST_CASE("every column of the database is told about on \"Who can read what\", once, and nothing else is") {
  const auto told = columns_told();
  const auto there = columns_there();
  CHECK(there.size() > 100);
  for (const auto& column : there) {
    CAPTURE(column);
    CHECK(told.count(column) == 1);
  }
  for (const auto& column : told) {
    CAPTURE(column);
    CHECK(there.count(column) == 1);
  }
}

TEST_CASE("everybody may read who can read what, and each line of the table is on the screen") {
  Service service;
  Storage storage;
  Device device(service, storage, "/who-can-read");
  CHECK(device.heading() == "Who can read what");
  for (const auto& group : view::visible_groups()) {
    CHECK(device.sees(group.name));
    for (const auto& row : group.rows) CHECK(device.sees(row.what));
  }
}

}  // namespace
}  // namespace portal::world
