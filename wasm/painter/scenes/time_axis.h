// Time from left to right, and what is written below it: months, and between them days, hours or minutes
// (UTC) where there is room for them.
#pragma once

#include <string>
#include <vector>

#include "wasm/painter/sheet.h"

namespace portal::painter {

struct Month {
  double begins;  // unix ms
  std::string name;
};

struct TimeAxis {
  double from, to;            // unix ms, at its left and its right end
  float left, width, bottom;  // on the sheet; what is written is below the bottom

  float x_of(double time) const { return left + static_cast<float>((time - from) / (to - from)) * width; }
  double time_at(float x) const { return from + static_cast<double>((x - left) / width) * (to - from); }
};

// months: one after the other, the first may begin later than the axis.
void paint_time(Sheet& sheet, const TimeAxis& axis, const std::vector<Month>& months);

}  // namespace portal::painter
