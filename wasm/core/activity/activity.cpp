#include "wasm/core/activity/activity.h"

#include <algorithm>

#include "shared/base/encoding.h"

namespace portal::core {

Status Activity::add(const wire::LogPage& page) {
  if (page.entries.size() > wire::LogEntries::kMostEntries) return Fault::incident;
  if (page.next && (page.entries.empty() || *page.next != next_ + page.entries.size()))
    return Fault::incident;
  for (const wire::LogLeaf& leaf : page.entries) {
    const auto line = read(leaf, next_);
    if (!line || !look_for_holes(*line)) return Fault::incident;
    rows_.push_back({line->milliseconds,
                     static_cast<std::uint32_t>(std::min<std::uint64_t>(line->number, UINT32_MAX)),
                     number_of(*line)});
    ++next_;
  }
  // Many at once, for those that stay are moved.
  if (rows_.size() >= kMostRows + kMostRows / 10) rows_.erase(rows_.begin(), rows_.end() - kMostRows);
  return Done{};
}

Result<LogLine> Activity::read(const wire::LogLeaf& leaf, std::uint64_t sequence) const {
  if (!leaf.entry) {
    const std::uint64_t about_when = rows_.empty() ? 0 : rows_.back().milliseconds;
    return LogLine{.milliseconds = about_when, .what = What::erased, .who = Who::other};
  }
  const Bytes entry = TRY(decode_base64url(*leaf.entry));
  if (!is_leaf(entry, leaf.leaf)) return Fault::incident;
  return read_entry(entry, sequence);
}

Status Activity::look_for_holes(const LogLine& line) {
  if (line.what == What::erased) {
    if (missing_.size() >= kMostMissing) return Fault::incident;
    missing_.push_back(next_);
  }
  if (line.what != What::entry_erased) return Done{};
  const auto found = std::lower_bound(missing_.begin(), missing_.end(), line.number);
  if (found == missing_.end() || *found != line.number) return Fault::incident;
  missing_.erase(found);
  return Done{};
}

std::uint16_t Activity::number_of(const LogLine& line) {
  const Phrase phrase{line.what, line.who, line.whence, number_of_list(line.list)};
  auto found = std::find(phrases_.begin(), phrases_.end(), phrase);
  if (found == phrases_.end() && phrases_.size() >= kMostPhrases) return 0;
  if (found == phrases_.end()) found = phrases_.insert(found, phrase);
  return static_cast<std::uint16_t>(found - phrases_.begin());
}

std::uint16_t Activity::number_of_list(const std::string& id) {
  if (id.empty() || id.size() > 64) return 0;
  auto found = std::find(lists_.begin(), lists_.end(), id);
  if (found == lists_.end() && lists_.size() > kMostLists) return 0;
  if (found == lists_.end()) found = lists_.insert(found, id);
  return static_cast<std::uint16_t>(found - lists_.begin());
}

void ActivityShown::look_from(std::uint64_t row) {
  from = row;
  is_led = false;
}

bool ActivityShown::lead_to(std::uint64_t number) {
  if (reading != Reading::done || number >= log.rows().size()) return false;
  chosen = static_cast<std::uint32_t>(number);
  is_led = true;
  ++leaps;
  return true;
}

}  // namespace portal::core
