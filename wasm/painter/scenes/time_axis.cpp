#include "wasm/painter/scenes/time_axis.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace portal::painter {
namespace {

constexpr float kBetweenLabels = 16;  // from one label to the next
constexpr double kMinute = 60'000;
constexpr double kHour = 60 * kMinute;
constexpr double kDay = 24 * kHour;
constexpr double kLongestMonth = 31 * kDay;
// From one label to the next: parts of a day, or whole days.
constexpr std::array kSteps{kMinute,   5 * kMinute, 15 * kMinute, 30 * kMinute, kHour,
                            3 * kHour, 6 * kHour,   kDay,         7 * kDay};

// From one named month to the next, where not all have room: whole parts of a year.
constexpr std::array kMonthSteps{std::size_t{1}, std::size_t{2}, std::size_t{3}, std::size_t{6},
                                 std::size_t{12}};

// What is named, a month or a day of it, and what is told apart within it by numbers.
struct Span {
  double begins, ends;
  std::string name;
  std::size_t number;  // from the first month, or within the month
};

int count_of(double length, double unit) {
  return static_cast<int>(std::floor(length / unit));
}

std::string two_digits(int number) {
  return {static_cast<char>('0' + number / 10), static_cast<char>('0' + number % 10)};
}

std::string time_of_day(double length) {
  return two_digits(count_of(length, kHour)) + ":" + two_digits(count_of(std::fmod(length, kHour), kMinute));
}

std::vector<Span> months_in(const TimeAxis& axis, const std::vector<Month>& months) {
  std::vector<Span> spans;
  for (std::size_t i = 0; i < months.size(); ++i) {
    const auto& [begins, name] = months[i];
    const double ends = i + 1 < months.size() ? months[i + 1].begins : begins + kLongestMonth;
    if (ends > axis.from && begins <= axis.to) spans.push_back({begins, ends, name, i});
  }
  return spans;
}

std::vector<Span> days_in(const TimeAxis& axis, const std::vector<Span>& months) {
  std::vector<Span> days;
  for (const auto& [begins, ends, name, number] : months) {
    for (int day = std::max(0, count_of(axis.from - begins, kDay)); begins + day * kDay < ends; ++day) {
      const double time = begins + day * kDay;
      if (time > axis.to) break;
      days.push_back(
          {time, time + kDay, std::to_string(day + 1) + " " + name, static_cast<std::size_t>(day)});
    }
  }
  return days;
}

class Pen {
 public:
  Pen(Sheet& sheet, const TimeAxis& axis) : sheet_(sheet), axis_(axis), free_from_(axis.left) {}

  void paint(const std::vector<Month>& months) {
    const auto step = std::find_if(kSteps.begin(), kSteps.end(), [this](double each) {
      return axis_.x_of(axis_.from + each) - axis_.left >=
             width_of(each < kDay ? "00:00" : "00") + kBetweenLabels;
    });
    std::vector<Span> spans = months_in(axis_, months);
    if (step == kSteps.end()) return paint_months(spans);
    if (*step < kDay) spans = days_in(axis_, spans);
    for (const Span& span : spans) {
      paint_name(span);
      paint_between(span, *step);
    }
  }

 private:
  float width_of(std::string_view words) const { return sheet_.width_of(words, Hand::plain); }

  void paint_begin(const Span& span) {
    if (span.begins >= axis_.from) sheet_.fill({axis_.x_of(span.begins), 0, 1, axis_.bottom}, 0, Ink::line);
  }

  // That in which the view begins has its name at the edge, if the next one leaves it room: some name is
  // always there.
  void paint_name(const Span& span) {
    const float x = std::max(axis_.left, axis_.x_of(span.begins));
    paint_begin(span);
    const bool is_cut_short = span.begins < axis_.from && !has_room(x, span.name, axis_.x_of(span.ends));
    if (!is_cut_short) write(x, span.name);
  }

  // Every so many, the same in every year.
  void paint_months(const std::vector<Span>& months) {
    if (months.empty()) return;
    const float month = axis_.x_of(axis_.from + kLongestMonth) - axis_.left;
    const float needed = width_of(months.front().name) + kBetweenLabels;
    const auto* every =
        std::find_if(kMonthSteps.begin(), std::prev(kMonthSteps.end()),
                     [&](std::size_t step) { return static_cast<float>(step) * month >= needed; });
    const auto is_named = [&](const Span& span) { return span.number % *every == 0; };
    for (const Span& span : months) {
      if (is_named(span)) {
        paint_name(span);
      } else {
        paint_begin(span);
      }
    }
    if (free_from_ <= axis_.left) write(axis_.left, months.front().name);
  }

  void paint_between(const Span& span, double step) {
    const double seen = std::max(axis_.from, span.begins) - span.begins;
    for (double length = std::max(1.0, std::ceil(seen / step)) * step; span.begins + length < span.ends;
         length += step) {
      if (span.begins + length > axis_.to) break;
      const float x = axis_.x_of(span.begins + length);
      sheet_.fill({x, axis_.bottom, 1, kTick}, 0, Ink::edge);
      const std::string label =
          step < kDay ? time_of_day(length) : std::to_string(count_of(length, kDay) + 1);
      if (has_room(x, label, axis_.x_of(span.ends))) write(x, label);
    }
  }

  bool has_room(float x, std::string_view words, float next) const {
    return x + width_of(words) + kBetweenLabels <= next;
  }

  void write(float x, std::string_view words) {
    if (x < free_from_ || x + width_of(words) > sheet_.width()) return;
    sheet_.text(x, sheet_.height() - 8, words, Hand::plain, Ink::soft);
    free_from_ = x + width_of(words) + kBetweenLabels;
  }

  static constexpr float kTick = 4;

  Sheet& sheet_;
  const TimeAxis& axis_;
  float free_from_;  // where the next label can begin
};

}  // namespace

void paint_time(Sheet& sheet, const TimeAxis& axis, const std::vector<Month>& months) {
  Pen(sheet, axis).paint(months);
}

}  // namespace portal::painter
