// PROTOCOL.md, "Records": what the owner keeps here, sealed on the owner's device. The server sees ids,
// revisions, versions of keys, sizes and times.
#pragma once

#include "shared/wire/route.h"
#include "shared/wire/sizes.h"

namespace portal::wire {

using CollectionId = Fixed<16>;
using RecordId = Fixed<16>;

inline constexpr std::size_t kSmallestBlob = 1 + 24 + 256 + 16;
inline constexpr std::size_t kLargestBlob = 512 * 1024;
inline constexpr std::size_t kMostRecordsInWrite = 256;

// Whether the record still stands, or only the mark that it was deleted.
enum class Standing { live, tombstone };
constexpr std::array<std::string_view, 2> names_of(Standing) {
  return {"live", "tombstone"};
}

struct CollectionKeyBlob {
  std::uint32_t ck_version;
  std::uint32_t amk_version;
  Wrap blob;
  static void fields(auto& m, auto&& field) {
    field("ck_version", m.ck_version);
    field("amk_version", m.amk_version);
    field("blob", m.blob);
  }
};

struct Collection {
  CollectionId id;
  std::uint32_t ck_current;             // the key that every new write uses
  std::vector<CollectionKeyBlob> keys;  // by version
  static void fields(auto& m, auto&& field) {
    field("id", m.id);
    field("ck_current", m.ck_current);
    field("keys", m.keys);
  }
};

struct Collections {
  std::vector<Collection> collections;  // the oldest first
  static void fields(auto& m, auto&& field) { field("collections", m.collections); }
};

struct CollectionsShow {
  using Reply = Collections;
  static constexpr Route route{"GET", "/v1/collections", Access::session};
  static void fields(auto&, auto&&) {}
};

struct Record {
  RecordId id;
  std::uint64_t revision;  // from 1
  std::uint32_t ck_version;
  Standing flags;
  Bytes blob;
  static void fields(auto& m, auto&& field) {
    field("id", m.id);
    field("revision", m.revision);
    field("ck_version", m.ck_version);
    field("flags", m.flags);
    field("blob", m.blob);
  }
};

struct Records {
  std::vector<Record> records;    // by id
  std::optional<RecordId> after;  // there are more, behind this one
  static void fields(auto& m, auto&& field) {
    field("records", m.records);
    field("after", m.after);
  }
};

struct RecordsShow {
  using Reply = Records;
  static constexpr Route route{"POST", "/v1/records/show", Access::session};
  CollectionId collection;
  std::optional<RecordId> after;
  static void fields(auto& m, auto&& field) {
    field("collection", m.collection);
    field("after", m.after);
  }
};

// The collection comes into being with this write. `others` is how many the writer knows of: if there are
// more, another device was first.
struct NewCollection {
  std::uint32_t others;
  CollectionKeyBlob key;
  static void fields(auto& m, auto&& field) {
    field("others", m.others);
    field("key", m.key);
  }
};

struct RecordsWritten {
  std::uint64_t written;  // unix seconds
  static void fields(auto& m, auto&& field) { field("written", m.written); }
};

// All or nothing. Each record is new (revision 1) or one revision above the stored one; else 409. The same
// bytes again within a day get the answer of the first time.
struct RecordsWrite {
  using Reply = RecordsWritten;
  static constexpr Route route{"POST", "/v1/records/write", Access::session};
  CollectionId collection;
  std::optional<NewCollection> creates;
  std::vector<Record> records;
  static void fields(auto& m, auto&& field) {
    field("collection", m.collection);
    field("creates", m.creates);
    field("records", m.records);
  }
};

}  // namespace portal::wire
