#include "server-stub/store/database.h"

#include <utility>

namespace portal::server {
namespace {

Fault fault_of(int code) {
  return (code & 0xff) == SQLITE_CONSTRAINT ? Fault::conflict : Fault::unavailable;
}

}  // namespace

Statement::Statement(Statement&& other) noexcept
    : database_(other.database_),
      statement_(std::exchange(other.statement_, nullptr)),
      bound_(other.bound_),
      good_(other.good_) {}

Statement::~Statement() {
  if (!statement_) return;
  sqlite3_reset(statement_);
  sqlite3_clear_bindings(statement_);
}

Result<bool> Statement::next() {
  if (!statement_ || !good_) return Fault::unavailable;
  const int code = sqlite3_step(statement_);
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  return fault_of(code);
}

Status Statement::run() {
  while (TRY(next())) {
  }
  return Done{};
}

bool Statement::is_null(int column) const {
  return sqlite3_column_type(statement_, column) == SQLITE_NULL;
}

std::uint64_t Statement::integer(int column) const {
  return static_cast<std::uint64_t>(sqlite3_column_int64(statement_, column));
}

std::optional<std::uint64_t> Statement::maybe_integer(int column) const {
  if (is_null(column)) return std::nullopt;
  return integer(column);
}

View Statement::view(int column) const {
  const auto* bytes = static_cast<const std::uint8_t*>(sqlite3_column_blob(statement_, column));
  return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

std::string Statement::text(int column) const {
  return std::string(text_of(view(column)));
}

Bytes Statement::blob(int column) const {
  return copy_of(view(column));
}

void Statement::bind(std::uint64_t value) {
  good_ &= sqlite3_bind_int64(statement_, ++bound_, static_cast<sqlite3_int64>(value)) == SQLITE_OK;
}

void Statement::bind(std::string_view text) {
  good_ &= sqlite3_bind_text64(statement_, ++bound_, text.data(), text.size(), SQLITE_TRANSIENT,
                               SQLITE_UTF8) == SQLITE_OK;
}

void Statement::bind(View blob) {
  const int index = ++bound_;
  good_ &= (blob.empty() ? sqlite3_bind_zeroblob(statement_, index, 0)
                         : sqlite3_bind_blob64(statement_, index, blob.data(), blob.size(),
                                               SQLITE_TRANSIENT)) == SQLITE_OK;
}

void Statement::bind_null() {
  good_ &= sqlite3_bind_null(statement_, ++bound_) == SQLITE_OK;
}

Result<std::unique_ptr<Database>> Database::open(const std::string& path, int flags) {
  sqlite3* connection = nullptr;
  const int code =
      sqlite3_open_v2(path.c_str(), &connection,
                      flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_NOFOLLOW, nullptr);
  std::unique_ptr<Database> database(new Database(connection));
  if (code != SQLITE_OK) return Fault::unavailable;
  sqlite3_busy_timeout(connection, 5000);
  for (const auto& [option, value] : {std::pair{SQLITE_DBCONFIG_DEFENSIVE, 1},
                                      {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
                                      {SQLITE_DBCONFIG_DQS_DML, 0},
                                      {SQLITE_DBCONFIG_DQS_DDL, 0},
                                      {SQLITE_DBCONFIG_ENABLE_FKEY, 1}}) {
    if (sqlite3_db_config(connection, option, value, nullptr) != SQLITE_OK) return Fault::unavailable;
  }
  return database;
}

Result<std::unique_ptr<Database>> Database::open_writer(const std::string& path) {
  auto database = TRY(open(path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE));
  TRY(
      database->execute("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;"
                        "PRAGMA wal_autocheckpoint=1000; PRAGMA journal_size_limit=16777216;"
                        "PRAGMA cell_size_check=ON; PRAGMA temp_store=MEMORY; PRAGMA mmap_size=0;"));
  return database;
}

Result<std::unique_ptr<Database>> Database::open_reader(const std::string& path) {
  auto database = TRY(open(path, SQLITE_OPEN_READONLY));
  TRY(
      database->execute("PRAGMA query_only=ON; PRAGMA cell_size_check=ON; PRAGMA temp_store=MEMORY;"
                        "PRAGMA mmap_size=0;"));
  return database;
}

Database::~Database() {
  for (const auto& [sql, statement] : statements_) sqlite3_finalize(statement);
  sqlite3_close_v2(connection_);
}

sqlite3_stmt* Database::prepared(std::string_view sql) {
  const auto kept = statements_.find(sql);
  if (kept != statements_.end()) return kept->second;
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v3(connection_, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT,
                         &statement, nullptr) != SQLITE_OK) {
    return nullptr;
  }
  return statements_[sql] = statement;
}

Status Database::execute(const char* sql) {
  const int code = sqlite3_exec(connection_, sql, nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) return fault_of(code);
  return Done{};
}

std::uint64_t Database::changes() const {
  return static_cast<std::uint64_t>(sqlite3_changes64(connection_));
}

bool Database::in_transaction() const {
  return sqlite3_get_autocommit(connection_) == 0;
}

}  // namespace portal::server
