// The activity log as it was read so far: 16 bytes for each entry, the newest 100,000 of them.
#pragma once

#include <optional>
#include <vector>

#include "shared/wire/export.h"
#include "wasm/core/activity/entry.h"

namespace portal::core {

// What many entries have in common.
struct Phrase {
  What what;
  Who who;
  Whence whence;
  std::uint16_t list;  // number of its id, from 1; 0: none, or one of too many

  bool operator==(const Phrase&) const = default;
};

class Activity {
 public:
  struct Row {
    std::uint64_t milliseconds;
    std::uint32_t number;  // see What
    std::uint16_t phrase;
  };
  static constexpr std::size_t kMostRows = 100'000;
  // More different ones than a portal has: they are told as `other`.
  static constexpr std::size_t kMostLists = 100;
  static constexpr std::size_t kMostPhrases = 2000;
  static constexpr std::size_t kMostMissing = 10'000;  // nobody erases as many one by one

  // A page that begins at `next()`. What an honest server cannot show is Fault::incident.
  Status add(const wire::LogPage& page);

  std::uint32_t next() const { return next_; }
  // Every entry that is not there any more is told of by a later one. Asked when all of it was read.
  bool is_whole() const { return missing_.empty(); }
  const std::vector<Row>& rows() const { return rows_; }                                    // oldest first
  std::uint32_t first() const { return next_ - static_cast<std::uint32_t>(rows_.size()); }  // its number
  const std::vector<Phrase>& phrases() const { return phrases_; }
  const std::string& list_id(std::uint16_t list) const { return lists_[list]; }

 private:
  Result<LogLine> read(const wire::LogLeaf& leaf, std::uint64_t sequence) const;
  Status look_for_holes(const LogLine& line);
  std::uint16_t number_of(const LogLine& line);
  std::uint16_t number_of_list(const std::string& id);

  std::vector<Row> rows_;
  std::vector<Phrase> phrases_{{What::other, Who::other, Whence::nowhere, 0}};
  std::vector<std::string> lists_{""};
  std::vector<std::uint32_t> missing_;  // their numbers, rising
  std::uint32_t next_ = 0;
};

// The log while it is on the screen, and what of it is to be seen.
struct ActivityShown {
  enum class Reading { under_way, done, stopped };

  Activity log;
  Reading reading = Reading::under_way;
  ActivityKind kind = ActivityKind::all;
  std::optional<std::uint32_t> pointed = {};  // place in `log.rows()` of what is pointed at in the timeline
  std::uint64_t from = 0;  // the first row in view, counted from the newest that is to be seen
  std::optional<std::uint32_t> chosen =
      {};                   // as `pointed`: what was followed from the timeline into the table
  std::uint32_t leaps = 0;  // how often something was
  bool is_led = false;      // to `chosen`, and not elsewhere since

  void look_from(std::uint64_t row);
  bool lead_to(std::uint64_t number);  // false: there is no such entry to be seen
};

}  // namespace portal::core
