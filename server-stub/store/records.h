// What owners keep here, sealed: as the server has it.
#pragma once

#include "server-stub/store/values.h"
#include "shared/wire/records.h"

namespace portal::server {

// For one account, tombstones included.
inline constexpr std::uint64_t kMostCollections = 64;
inline constexpr std::uint64_t kMostRecords = 10'000;
inline constexpr std::uint64_t kMostRecordBytes = 64ull << 20;
// How long a write is known again.
inline constexpr Milliseconds kWritesKnown = kDay;

struct CollectionRow {
  wire::CollectionId id;
  std::uint32_t ck_current;
  std::vector<wire::CollectionKeyBlob> keys;
};

struct RecordPageWish {
  wire::CollectionId collection;
  std::optional<wire::RecordId> after;
  std::size_t most_bytes;  // of blobs; one record comes in any case
};
struct RecordPage {
  std::vector<wire::Record> records;
  bool has_more;
};

struct RecordWrite {
  wire::CollectionId collection;
  std::optional<wire::NewCollection> creates;
  std::vector<wire::Record> records;
  wire::Hash body_hash;
};

}  // namespace portal::server
