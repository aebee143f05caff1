#include "server-stub/app/records.h"

#include <set>

namespace portal::server {
namespace {

// As base64url in JSON this stays below the 1 MiB that a client takes.
constexpr std::size_t kPageBytes = wire::kLargestBlob;

Status check_records(const std::vector<wire::Record>& records) {
  if (records.empty()) return Fault::malformed;
  if (records.size() > wire::kMostRecordsInWrite) return Fault::too_large;
  std::set<wire::RecordId> ids;
  for (const wire::Record& record : records) {
    if (record.blob.size() > wire::kLargestBlob) return Fault::too_large;
    if (record.blob.size() < wire::kSmallestBlob || record.blob[0] != 1) return Fault::malformed;
    if (record.revision == 0 || record.ck_version == 0) return Fault::malformed;
    if (!ids.insert(record.id).second) return Fault::malformed;
  }
  return Done{};
}

}  // namespace

Result<wire::Collections> collections_show(Desk& desk, const Visitor& visitor, const wire::CollectionsShow&) {
  wire::Collections shown;
  auto rows = TRY(desk.store.show_collections(visitor.use));
  for (CollectionRow& row : rows) {
    shown.collections.push_back({row.id, row.ck_current, std::move(row.keys)});
  }
  return shown;
}

Result<wire::Records> records_show(Desk& desk, const Visitor& visitor, const wire::RecordsShow& message) {
  RecordPage page = TRY(desk.store.show_records(
      visitor.use, {.collection = message.collection, .after = message.after, .most_bytes = kPageBytes}));
  wire::Records shown{.records = std::move(page.records), .after = {}};
  if (page.has_more) shown.after = shown.records.back().id;
  return shown;
}

Result<wire::RecordsWritten> records_write(Desk& desk, const Visitor& visitor,
                                           const wire::RecordsWrite& message) {
  TRY(check_records(message.records));
  if (message.creates && message.creates->key.ck_version != 1) return Fault::malformed;
  const Milliseconds made =
      TRY(desk.store.write_records(visitor.use, {.collection = message.collection,
                                                 .creates = message.creates,
                                                 .records = message.records,
                                                 .body_hash = sha256(desk.request.body)}));
  return wire::RecordsWritten{made / kSecond};
}

}  // namespace portal::server
