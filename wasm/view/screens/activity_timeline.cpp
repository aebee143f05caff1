#include "wasm/view/screens/activity_timeline.h"

#include <algorithm>
#include <array>

#include "wasm/view/moments.h"
#include "wasm/view/screens/activity_words.h"

namespace portal::view {
namespace {

using core::Activity;
using core::ActivityKind;

// "Everything" has no lane of its own; "Other" has one if there is any.
constexpr std::size_t kLanes = core::kActivityKinds - 1;
constexpr std::size_t kMostMonths = 1200;
constexpr std::size_t kMostMonthsInWords = 60;

struct Month {
  std::uint64_t begins;  // unix ms
  std::uint64_t ends;
  std::array<std::uint32_t, kLanes> counts{};
};

std::size_t lane_of(const Activity& log, const Activity::Row& row) {
  return static_cast<std::size_t>(core::kind_of(log.phrases()[row.phrase].what)) - 1;
}

std::size_t lanes_of(const Activity& log) {
  const auto& rows = log.rows();
  const bool has_other =
      std::any_of(rows.begin(), rows.end(), [&](const auto& row) { return lane_of(log, row) == kLanes - 1; });
  return has_other ? kLanes : kLanes - 1;
}

std::string_view lane_name(std::size_t lane) {
  return kind_words(static_cast<ActivityKind>(lane + 1));
}

Month month_at(std::uint64_t milliseconds) {
  const auto [begins, ends] = month_around(milliseconds / 1000);
  return {begins * 1000, ends * 1000};
}

// Newest first, those without an entry left out.
std::vector<Month> months_of(const Activity& log) {
  std::vector<Month> months;
  const auto& rows = log.rows();
  for (std::size_t at = rows.size(); at-- > 0;) {
    const std::uint64_t time = rows[at].milliseconds;
    const bool is_another = months.empty() || time < months.back().begins;
    if (is_another && months.size() == kMostMonthsInWords) break;
    if (is_another) months.push_back(month_at(time));
    ++months.back().counts[lane_of(log, rows[at])];
  }
  return months;
}

Node month_cell(std::string_view column, std::string text) {
  Node node{Role::cell, std::move(text)};
  node.key = column;
  return node;
}

Node month_table(const Activity& log) {
  const std::size_t lanes = lanes_of(log);
  Node table = box(Role::table, "Months", {}, Look::twin);
  Node head{Role::row};
  head.key = "head";
  head.children.push_back({Role::columnheader, "Month"});
  for (std::size_t lane = 0; lane < lanes; ++lane)
    head.children.push_back({Role::columnheader, std::string(lane_name(lane))});
  table.children.push_back(std::move(head));
  for (const Month& month : months_of(log)) {
    Node row{Role::row};
    row.key = std::to_string(month.begins);
    row.children.push_back(month_cell("Month", print_month(month.begins / 1000)));
    for (std::size_t lane = 0; lane < lanes; ++lane)
      row.children.push_back(month_cell(lane_name(lane), print_number(month.counts[lane])));
    table.children.push_back(std::move(row));
  }
  return table;
}

Node moving(std::string name, std::string gesture) {
  Node node = button(std::move(name), {}, Look::quiet);
  node.gesture = std::move(gesture);
  return node;
}

std::string pointed_words(const Model& model) {
  const Activity& log = model.activity->log;
  const auto pointed = model.activity->pointed;
  if (!pointed) return "Point at a bar to read what it was, press it to find it in the table.";
  const Activity::Row& row = log.rows()[*pointed];
  const core::Phrase& phrase = log.phrases()[row.phrase];
  const PhraseWords words = words_of(phrase, model);
  std::string all = print_moment(row.milliseconds / 1000) + " · " + what_of(row, phrase, model);
  if (!words.who.empty()) all += " · " + words.who;
  if (!words.whence.empty()) all += " · " + words.whence;
  return all;
}

}  // namespace

Node activity_timeline(const Model& model) {
  const Activity& log = model.activity->log;
  Node pointed = paragraph(pointed_words(model), Look::muted);
  pointed.key = "pointed";
  Node plot =
      box(Role::plot, "Timeline",
          {std::move(pointed),
           box(Role::generic, "",
               {moving("Earlier", "pan 200"), moving("Later", "pan -200"), moving("Zoom in", "zoom 1.6"),
                moving("Zoom out", "zoom 0.625"), moving("Show all", "all")},
               Look::row),
           month_table(log)},
          Look::card);
  plot.description =
      "Left and right move in time, plus and minus zoom, up and down go from one entry to the next, Home and "
      "End to the first and last, Enter to its row in the table.";
  plot.drawn = log.next();
  return plot;
}

Drawing timeline_of(const Activity& log) {
  Drawing drawing{"timeline", {0}, {}};
  const auto& rows = log.rows();
  if (rows.empty()) return drawing;
  const auto first =
      std::find_if(rows.begin(), rows.end(), [](const auto& row) { return row.milliseconds > 0; });
  std::uint64_t latest = first == rows.end() ? 0 : first->milliseconds;
  std::vector<double> events;
  events.reserve(2 * rows.size());
  for (const Activity::Row& row : rows) {
    latest = std::max(latest, row.milliseconds);  // clocks are set back, a timeline does not go back
    events.push_back(static_cast<double>(latest));
    events.push_back(static_cast<double>(lane_of(log, row)));
  }
  Month month = month_at(static_cast<std::uint64_t>(events.front()));
  const auto add = [&drawing, &month] {
    drawing.numbers.push_back(static_cast<double>(month.begins));
    drawing.words.push_back(print_short_month(month.begins / 1000));
    month = month_at(month.ends);
  };
  while (drawing.words.size() < kMostMonths && month.begins <= latest) add();
  add();  // where the last one ends
  drawing.numbers[0] = static_cast<double>(drawing.words.size());
  drawing.numbers.insert(drawing.numbers.end(), events.begin(), events.end());
  const std::size_t lanes = lanes_of(log);
  for (std::size_t lane = 0; lane < lanes; ++lane) drawing.words.emplace_back(lane_name(lane));
  return drawing;
}

}  // namespace portal::view
