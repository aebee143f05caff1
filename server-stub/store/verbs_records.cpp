#include "server-stub/store/verbs.h"

namespace portal::server::verbs {
namespace {

Result<std::uint32_t> find_current_key(Database& database, const UsedSession& session,
                                       const wire::CollectionId& collection) {
  Statement select =
      database.prepare("SELECT ck_current FROM collection WHERE account=? AND id=? AND aside IS NULL",
                       session.account, collection);
  if (!TRY(select.next())) return Fault::not_found;
  return select.small(0);
}

Result<std::optional<Milliseconds>> find_write(Database& database, const UsedSession& session,
                                               const wire::Hash& body_hash) {
  Statement select =
      database.prepare("SELECT made FROM record_write WHERE account=? AND body_hash=? AND made+?>?",
                       session.account, body_hash, kWritesKnown, session.now);
  if (!TRY(select.next())) return std::optional<Milliseconds>{};
  return std::optional<Milliseconds>(select.integer(0));
}

// Fault::conflict if another device made one in between.
Status create_collection(Database& database, const UsedSession& session, const wire::CollectionId& id,
                         const wire::NewCollection& creates) {
  {
    Statement select = database.prepare(
        "SELECT (SELECT count(*) FROM collection WHERE account=a.id AND aside IS NULL), a.amk_version FROM "
        "account a WHERE "
        "a.id=?",
        session.account);
    if (!TRY(select.next())) return Fault::unavailable;
    if (select.integer(0) >= kMostCollections) return Fault::too_large;
    if (select.integer(0) != creates.others || select.small(1) != creates.key.amk_version) {
      return Fault::conflict;
    }
  }
  TRY(database.run("INSERT INTO collection(account, id, ck_current, created) VALUES(?, ?, ?, ?)",
                   session.account, id, std::uint64_t{creates.key.ck_version}, session.now));
  return database.run(
      "INSERT INTO ckey(account, collection, ck_version, amk_version, blob) VALUES(?, ?, ?, ?, ?)",
      session.account, id, std::uint64_t{creates.key.ck_version}, std::uint64_t{creates.key.amk_version},
      creates.key.blob);
}

// Compare and swap on the revision.
Status put_record(Database& database, const UsedSession& session, const wire::CollectionId& collection,
                  const wire::Record& record) {
  const auto flags = static_cast<std::uint64_t>(record.flags);
  if (record.revision == 1) {
    return database.run(
        "INSERT INTO record(account, collection, id, revision, ck_version, flags, blob, created, updated) "
        "VALUES(?, ?, ?, 1, ?, ?, ?, ?, ?)",
        session.account, collection, record.id, std::uint64_t{record.ck_version}, flags, record.blob,
        session.now, session.now);
  }
  TRY(
      database.run("UPDATE record SET revision=?, ck_version=?, flags=?, blob=?, updated=? "
                   "WHERE account=? AND collection=? AND id=? AND revision=?",
                   record.revision, std::uint64_t{record.ck_version}, flags, record.blob, session.now,
                   session.account, collection, record.id, record.revision - 1));
  if (database.changes() != 1) return Fault::conflict;
  return Done{};
}

Status check_quota(Database& database, const UsedSession& session) {
  Statement select = database.prepare(
      "SELECT count(*), coalesce(sum(length(r.blob)), 0) FROM record r JOIN collection c "
      "ON c.account=r.account AND c.id=r.collection WHERE r.account=? AND c.aside IS NULL",
      session.account);
  if (!TRY(select.next())) return Fault::unavailable;
  const bool fits = select.integer(0) <= kMostRecords && select.integer(1) <= kMostRecordBytes;
  return fits ? Status(Done{}) : Fault::too_large;
}

}  // namespace

Result<std::vector<CollectionRow>> show_collections(Database& database, const UsedSession& session) {
  std::vector<CollectionRow> rows;
  Statement select = database.prepare(
      "SELECT c.id, c.ck_current, k.ck_version, k.amk_version, k.blob FROM collection c "
      "JOIN ckey k ON k.account=c.account AND k.collection=c.id WHERE c.account=? AND c.aside IS NULL "
      "ORDER BY c.created, c.id, k.ck_version",
      session.account);
  while (TRY(select.next())) {
    const auto id = select.fixed<16>(0);
    if (rows.empty() || rows.back().id != id) rows.push_back({id, select.small(1), {}});
    rows.back().keys.push_back({select.small(2), select.small(3), select.fixed<73>(4)});
  }
  return rows;
}

Result<RecordPage> show_records(Database& database, const UsedSession& session, const RecordPageWish& wish) {
  (void)TRY(find_current_key(database, session, wish.collection));
  RecordPage page{.records = {}, .has_more = false};
  std::size_t bytes = 0;
  Statement select = database.prepare(
      "SELECT id, revision, ck_version, flags, blob FROM record WHERE account=? AND collection=? AND id>? "
      "ORDER BY id",
      session.account, wish.collection, wish.after ? copy_of(*wish.after) : Bytes{});
  while (TRY(select.next())) {
    wire::Record record{.id = select.fixed<16>(0),
                        .revision = select.integer(1),
                        .ck_version = select.small(2),
                        .flags = static_cast<wire::Standing>(select.small(3)),
                        .blob = select.blob(4)};
    bytes += record.blob.size();
    page.has_more = bytes > wish.most_bytes && !page.records.empty();
    if (page.has_more) break;
    page.records.push_back(std::move(record));
  }
  return page;
}

Result<Milliseconds> write_records(Database& database, const UsedSession& session, const RecordWrite& write) {
  if (const auto made = TRY(find_write(database, session, write.body_hash))) return *made;
  if (write.creates) TRY(create_collection(database, session, write.collection, *write.creates));
  const std::uint32_t current = TRY(find_current_key(database, session, write.collection));
  for (const wire::Record& record : write.records) {
    if (record.ck_version != current) return Fault::conflict;
    TRY(put_record(database, session, write.collection, record));
  }
  TRY(check_quota(database, session));
  TRY(database.run("INSERT INTO record_write(account, body_hash, made) VALUES(?, ?, ?)", session.account,
                   write.body_hash, session.now));
  return session.now;
}

}  // namespace portal::server::verbs
