#include "server-stub/app/export.h"

#include "shared/base/encoding.h"

namespace portal::server {

Result<wire::LogPage> log_entries(Desk& desk, const Visitor& visitor, const wire::LogEntries& message) {
  const auto rows = TRY(desk.store.read_log(visitor.use, message.from, wire::LogEntries::kMostEntries + 1));
  wire::LogPage page;
  for (const LogRow& row : rows) {
    if (page.entries.size() == wire::LogEntries::kMostEntries) {
      page.next = message.from + wire::LogEntries::kMostEntries;
      break;
    }
    wire::LogLeaf leaf{.entry = {}, .leaf = row.leaf};
    if (row.entry) leaf.entry = encode_base64url(*row.entry);
    page.entries.push_back(std::move(leaf));
  }
  return page;
}

Result<wire::Nothing> export_note(Desk& desk, const Visitor& visitor, const wire::ExportNote&) {
  TRY(desk.store.note_export(visitor.use, desk.draft(LogType::export_created, nlohmann::json::object())));
  return wire::Nothing{};
}

}  // namespace portal::server
