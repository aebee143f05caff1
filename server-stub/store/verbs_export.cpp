#include "server-stub/store/verbs.h"

namespace portal::server::verbs {

Result<std::vector<LogRow>> read_log(Database& database, const UsedSession& session, std::uint64_t from,
                                     std::uint64_t most) {
  Statement select = database.prepare(
      "SELECT l.entry, l.leaf FROM log l JOIN account a ON a.log_id=l.log_id "
      "WHERE a.id=? AND l.seq>=? ORDER BY l.seq LIMIT ?",
      session.account, from, most);
  std::vector<LogRow> rows;
  while (TRY(select.next())) {
    LogRow row{.entry = {}, .leaf = select.fixed<32>(1)};
    if (!select.is_null(0)) row.entry = select.blob(0);
    rows.push_back(std::move(row));
  }
  return rows;
}

Status note_export(Database& database, const UsedSession& session, const LogDraft& created) {
  TRY(database.run("DELETE FROM stepup WHERE sid=? AND operation=? AND until>?", session.sid,
                   static_cast<std::uint64_t>(wire::Operation::for_export), session.now));
  if (database.changes() == 0) return Fault::step_up_needed;
  return append_log(database, session.account, created);
}

}  // namespace portal::server::verbs
