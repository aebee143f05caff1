#include <algorithm>
#include <array>
#include <functional>

#include "wasm/core/stories/read_activity.h"
#include "wasm/view/moments.h"
#include "wasm/view/screens/activity_timeline.h"
#include "wasm/view/screens/activity_words.h"
#include "wasm/view/screens/screens.h"

namespace portal::view {
namespace {

using core::Activity;
using core::ActivityKind;
using core::ActivityShown;

// More than fit on any screen, so that some are there already when it is scrolled.
constexpr std::uint64_t kRowsAtOnce = 60;
constexpr std::uint64_t kRowsBefore = 20;  // so that nothing is missing at once when one scrolls back
constexpr std::array<std::string_view, 4> kActivityColumns{"When", "What", "Who", "From"};

Node activity_cell(std::size_t column, std::string text) {
  Node node{Role::cell, std::move(text)};
  node.key = kActivityColumns[column];
  return node;
}

Node activity_row(std::size_t at, const Model& model) {
  const Activity& log = model.activity->log;
  const Activity::Row& row = log.rows()[at];
  const core::Phrase& phrase = log.phrases()[row.phrase];
  PhraseWords words = words_of(phrase, model);
  Node node{Role::row};
  node.key = std::to_string(log.first() + at);
  node.selected = model.activity->chosen == at;
  node.children.push_back(activity_cell(0, row.milliseconds ? print_moment(row.milliseconds / 1000) : ""));
  node.children.push_back(activity_cell(1, what_of(row, phrase, model)));
  node.children.push_back(activity_cell(2, std::move(words.who)));
  node.children.push_back(activity_cell(3, std::move(words.whence)));
  return node;
}

Node activity_head() {
  Node node{Role::row};
  node.key = "head";
  for (const std::string_view column : kActivityColumns)
    node.children.push_back({Role::columnheader, std::string(column)});
  return node;
}

// The row of that entry, or else of the next older one that was found: rows are entries, newest first.
std::uint64_t goal_in(const std::vector<std::uint32_t>& found, std::uint32_t entry) {
  const auto goal = std::lower_bound(found.begin(), found.end(), entry, std::greater<>());
  return std::min<std::uint64_t>(static_cast<std::uint64_t>(goal - found.begin()), found.size() - 1);
}

// Newest first. All that is found is counted, and the part in view has rows.
Node activity_table(const Model& model) {
  const ActivityShown& shown = *model.activity;
  const auto& rows = shown.log.rows();
  ActivitySearch search(model);
  std::vector<std::uint32_t> found;
  for (std::size_t at = rows.size(); at-- > 0;)
    if (search.finds(rows[at])) found.push_back(static_cast<std::uint32_t>(at));
  Node table{Role::table, "Activity"};
  table.rows = found.size();
  const std::uint64_t last = found.size() < kRowsAtOnce ? 0 : found.size() - kRowsAtOnce;
  if (shown.is_led && !found.empty()) {
    table.goal = goal_in(found, *shown.chosen);
    table.leap = shown.leaps;
  }
  const std::uint64_t led_from = table.goal - std::min(table.goal, kRowsBefore);
  table.from = std::min(table.leap ? led_from : shown.from, last);
  table.children.push_back(activity_head());
  const std::uint64_t end = std::min<std::uint64_t>(table.from + kRowsAtOnce, found.size());
  for (std::uint64_t i = table.from; i < end; ++i) table.children.push_back(activity_row(found[i], model));
  return table;
}

Node kinds(ActivityKind chosen) {
  Node node{Role::combobox, "Kind"};
  node.value = kind_words(chosen);
  for (std::size_t i = 0; i < core::kActivityKinds; ++i) {
    const auto kind = static_cast<ActivityKind>(i);
    Node option{Role::option, std::string(kind_words(kind))};
    option.selected = kind == chosen;
    option.intent = {Intent::Do::choose_activity, std::string(core::name_of(kind))};
    node.children.push_back(std::move(option));
  }
  return node;
}

Node what_to_see(const Model& model) {
  Node search = text_field(model, Field::search, "Search", "text", "off");
  search.role = Role::searchbox;
  search.longest = 100;
  return box(Role::generic, "", {std::move(search), kinds(model.activity->kind)}, Look::row);
}

std::string how_many(std::uint64_t found, std::size_t all) {
  if (found == all) return all == 1 ? "1 entry" : print_number(all) + " entries";
  if (found == 0) return "Nothing of " + print_number(all) + (all == 1 ? " entry fits." : " entries fits.");
  return print_number(found) + " of " + print_number(all) + " entries";
}

Node not_all_is_read(const ActivityShown& shown) {
  const std::size_t read = shown.log.rows().size();
  if (shown.reading == ActivityShown::Reading::under_way) {
    return paragraph(read == 0
                         ? "The log is being read."
                         : "The log is being read: " + print_number(shown.log.next()) + " entries so far.",
                     Look::muted);
  }
  return box(Role::generic, "", {button("Read again", {Intent::Do::read_activity}, Look::primary)},
             Look::row);
}

}  // namespace

std::vector<Node> activity_screen(const Model& model) {
  std::vector<Node> nodes{
      heading(1, "Activity"),
      paragraph("What happened with your account, as the portal wrote it down. Times are in UTC. Your export "
                "has each entry in full.",
                Look::muted)};
  if (!model.activity || model.activity->reading != ActivityShown::Reading::done) {
    if (model.activity) nodes.push_back(not_all_is_read(*model.activity));
    return nodes;
  }
  const Activity& log = model.activity->log;
  Node table = activity_table(model);
  nodes.push_back(what_to_see(model));
  nodes.push_back(box(Role::paragraph, how_many(*table.rows, log.rows().size()), {}, Look::muted));
  nodes.back().key = "how many";
  if (log.first() > 0) {
    nodes.push_back(paragraph(
        print_number(log.first()) + " older entries are not shown here. Your export has them.", Look::note));
  }
  if (*table.rows > 0) nodes.push_back(std::move(table));
  nodes.insert(nodes.begin() + 2, activity_timeline(model));
  return nodes;
}

std::string led_to_words(const Model& model) {
  const auto& shown = model.activity;
  if (!shown || !shown->chosen) return "";
  const Activity::Row& row = shown->log.rows()[*shown->chosen];
  const std::string when = print_moment(row.milliseconds / 1000);
  if (!ActivitySearch(model).finds(row))
    return "The entry of " + when + " is not among those found. The table is at the next older one.";
  return "The table is at " + when + ": " + what_of(row, shown->log.phrases()[row.phrase], model) + ".";
}

}  // namespace portal::view
