// PROTOCOL.md, "Export": what the owner takes along from the server, and the note that it was taken.
#pragma once

#include "shared/wire/route.h"
#include "shared/wire/sizes.h"

namespace portal::wire {

struct LogLeaf {
  std::optional<std::string> entry;  // base64url of its exact bytes; absent: erased
  Hash leaf;                         // its leaf hash
  static void fields(auto& m, auto&& field) {
    field("entry", m.entry);
    field("leaf", m.leaf);
  }
};

struct LogPage {
  std::vector<LogLeaf> entries;
  std::optional<std::uint32_t> next;  // absent: these were the last
  static void fields(auto& m, auto&& field) {
    field("entries", m.entries);
    field("next", m.next);
  }
};

struct LogEntries {
  using Reply = LogPage;
  static constexpr Route route{"POST", "/v1/log/entries", Access::session};
  static constexpr std::uint32_t kMostEntries = 200;
  std::uint32_t from;  // the number of the first
  static void fields(auto& m, auto&& field) { field("from", m.from); }
};

// Needs a step-up for `export`, and uses it up.
struct ExportNote {
  using Reply = Nothing;
  static constexpr Route route{"POST", "/v1/export/note", Access::session};
  static void fields(auto&, auto&&) {}
};

}  // namespace portal::wire
