#include "wasm/painter/scenes/key_plan.h"

#include <algorithm>

namespace portal::painter {
namespace {

constexpr float kTooNarrow = 640;
constexpr float kName = 36;  // height of a group's name
constexpr float kGap = 36;   // between columns, for arrows
constexpr float kBetween = 12;
constexpr float kHighest = 92;

using Things = std::vector<KeyThing>;

std::size_t count_columns(const Things& things) {
  std::size_t count = 1;
  for (const KeyThing& thing : things) count = std::max(count, thing.column + 1);
  return count;
}

// The numbers of its things, column by column.
std::vector<std::vector<std::size_t>> columns_of(const Things& things, std::size_t group) {
  std::vector<std::vector<std::size_t>> columns(count_columns(things));
  for (std::size_t i = 0; i < things.size(); ++i)
    if (things[i].group == group) columns[things[i].column].push_back(i);
  return columns;
}

// How many boxes a group is high.
std::size_t count_rows(const Things& things, std::size_t group, bool is_narrow) {
  std::size_t most = 1;
  std::size_t bands = 0;
  for (const auto& column : columns_of(things, group)) {
    most = std::max(most, column.size());
    bands += column.empty() ? 0 : 1;
  }
  return is_narrow ? std::max<std::size_t>(1, bands) : most;
}

Box cell(float left, float width, float top, float height, std::size_t i, std::size_t count) {
  const float share = height / static_cast<float>(count);
  const float high = std::max(0.0F, std::min(kHighest, share - kBetween));
  return {left, top + share * (static_cast<float>(i) + 0.5F) - high / 2, std::max(0.0F, width), high};
}

Box band(float width, float top, float step, std::size_t i, std::size_t count) {
  const float share = (width + kBetween) / static_cast<float>(count);
  const float high = std::max(0.0F, std::min(kHighest, step - 28));
  return {share * static_cast<float>(i), top, std::max(0.0F, share - kBetween), high};
}

}  // namespace

KeyPlan::KeyPlan(const Things& things, std::size_t groups, float width, float height)
    : is_narrow(width < kTooNarrow), boxes(things.size()) {
  float rows = 0;
  for (std::size_t group = 0; group < groups; ++group)
    rows += static_cast<float>(count_rows(things, group, is_narrow));
  const float row = (height - kName * static_cast<float>(groups)) / std::max(1.0F, rows);
  float top = 0;
  for (std::size_t group = 0; group < groups; ++group) {
    const float high = row * static_cast<float>(count_rows(things, group, is_narrow));
    const auto columns = columns_of(things, group);
    const float step = is_narrow ? row : (width + kGap) / static_cast<float>(columns.size());
    names.push_back(top + 22);
    float at = 0;
    for (const auto& column : columns) {
      for (std::size_t i = 0; i < column.size(); ++i) {
        boxes[column[i]] = is_narrow ? band(width, top + kName + at, step, i, column.size())
                                     : cell(at, step - kGap, top + kName, high, i, column.size());
      }
      if (!is_narrow || !column.empty()) at += step;
    }
    top += kName + high;
  }
}

}  // namespace portal::painter
