// One connection to SQLite and its statements. For this folder only.
//
// Whatever SQLite refuses is Fault::unavailable, but a broken constraint, which is Fault::conflict.
#pragma once

#include <memory>
#include <optional>
#include <sqlite3.h>
#include <string>
#include <string_view>
#include <unordered_map>

#include "shared/base/bytes.h"
#include "shared/base/fixed.h"
#include "shared/base/result.h"

namespace portal::server {

class Database;

// A prepared statement with its values bound, given back when it dies.
class Statement {
 public:
  Statement(Database& database, sqlite3_stmt* statement) : database_(database), statement_(statement) {}
  Statement(Statement&& other) noexcept;
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;
  ~Statement();

  Result<bool> next();  // whether there is a row
  Status run();         // to the end, rows unread

  bool is_null(int column) const;
  std::uint64_t integer(int column) const;
  std::uint32_t small(int column) const { return static_cast<std::uint32_t>(integer(column)); }
  std::string text(int column) const;
  Bytes blob(int column) const;
  std::optional<std::uint64_t> maybe_integer(int column) const;
  // Zeros where the length is another: the checks of the schema rule that out.
  template <std::size_t size>
  Fixed<size> fixed(int column) const {
    const auto exact = portal::fixed<size>(view(column));
    return exact ? *exact : Fixed<size>{};
  }

  void bind(std::uint64_t value);
  void bind(std::string_view text);
  void bind(const std::string& text) { bind(std::string_view(text)); }
  void bind(View blob);
  void bind(const Bytes& blob) { bind(View(blob)); }
  template <std::size_t size>
  void bind(const Fixed<size>& blob) {
    bind(View(blob));
  }
  template <class T>
  void bind(const std::optional<T>& value) {
    if (value) {
      bind(*value);
    } else {
      bind_null();
    }
  }

 private:
  void bind_null();
  View view(int column) const;

  Database& database_;
  sqlite3_stmt* statement_;
  int bound_ = 0;
  bool good_ = true;
};

class Database {
 public:
  static Result<std::unique_ptr<Database>> open_writer(const std::string& path);
  static Result<std::unique_ptr<Database>> open_reader(const std::string& path);
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  // `sql` is a literal: its statement is kept.
  template <class... Values>
  Statement prepare(std::string_view sql, const Values&... values) {
    Statement statement(*this, prepared(sql));
    (statement.bind(values), ...);
    return statement;
  }
  template <class... Values>
  Status run(std::string_view sql, const Values&... values) {
    return prepare(sql, values...).run();
  }

  Status execute(const char* sql);  // any number of statements, without values
  std::uint64_t changes() const;    // rows that the last statement changed
  bool in_transaction() const;

 private:
  friend class Statement;
  explicit Database(sqlite3* connection) : connection_(connection) {}
  static Result<std::unique_ptr<Database>> open(const std::string& path, int flags);
  sqlite3_stmt* prepared(std::string_view sql);

  sqlite3* connection_;
  std::unordered_map<std::string_view, sqlite3_stmt*> statements_;
};

}  // namespace portal::server
