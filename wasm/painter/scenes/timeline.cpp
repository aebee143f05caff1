#include "wasm/painter/scenes/timeline.h"

#include <algorithm>
#include <cmath>

namespace portal::painter {
namespace {

constexpr double kMinute = 60'000;
constexpr double kLatest = 1e15;
constexpr std::size_t kMostNumbers = 4'000'000;
constexpr float kNames = 132;   // where names of kinds stand, if there is room for them
constexpr float kMonths = 28;   // where names of months stand
constexpr float kColumn = 3;    // events so near each other are one bar
constexpr float kNarrow = 560;  // names stand above their lane then

bool is_count(double number, double most) {
  return number >= 0 && number <= most && number == std::floor(number);
}

}  // namespace

// Where time and lanes lie on a sheet of this size.
struct Timeline::Frame : TimeAxis {
  Frame(const Timeline& line, float whole_width, float whole_height)
      : TimeAxis{line.from_, line.to_, whole_width < kNarrow ? 0 : kNames, 1, whole_height - kMonths},
        is_narrow(whole_width < kNarrow),
        lane(bottom / static_cast<float>(std::max<std::size_t>(1, line.kinds_.size()))) {
    width = std::max(1.0F, whole_width - left);
  }

  float top_of(std::size_t kind) const { return lane * static_cast<float>(kind); }
  float room() const { return std::max(2.0F, lane - (is_narrow ? 26 : 10)); }

  bool is_narrow;
  float lane;
};

bool Timeline::take(Content content) {
  const auto& numbers = content.numbers;
  if (!std::all_of(numbers.begin(), numbers.end(), [](double each) { return std::fabs(each) < kLatest; }))
    return false;
  if (numbers.empty() || numbers.size() > kMostNumbers ||
      !is_count(numbers[0], static_cast<double>(content.words.size())))
    return false;
  const auto count = static_cast<std::size_t>(numbers[0]);
  if (numbers.size() < 1 + count || (numbers.size() - 1 - count) % 2 != 0) return false;
  std::vector<Month> months;
  for (std::size_t i = 0; i < count; ++i) months.push_back({numbers[1 + i], content.words[i]});
  std::vector<std::string> kinds(content.words.begin() + static_cast<std::ptrdiff_t>(count),
                                 content.words.end());
  std::vector<Event> events;
  events.reserve((numbers.size() - 1 - count) / 2);
  for (std::size_t i = 1 + count; i < numbers.size(); i += 2) {
    if (!is_count(numbers[i + 1], static_cast<double>(kinds.size()) - 1)) return false;
    if (!events.empty() && numbers[i] < events.back().time) return false;
    events.push_back({numbers[i], static_cast<std::size_t>(numbers[i + 1])});
  }
  const bool is_first = events_.empty();
  months_ = std::move(months);
  kinds_ = std::move(kinds);
  events_ = std::move(events);
  pointed_.reset();
  if (is_first) show_all();
  return true;
}

void Timeline::paint(Sheet& sheet) const {
  const Frame frame(*this, sheet.width(), sheet.height());
  sheet.fill({0, 0, sheet.width(), sheet.height()}, 0, Ink::paper);
  paint_time(sheet, frame, months_);
  paint_lanes(sheet, frame);
  paint_pointed(sheet, frame);
}

// What lies within one column is one bar, the higher the more it is: of 100,000 events as many bars as fit.
void Timeline::paint_lanes(Sheet& sheet, const Frame& frame) const {
  const auto columns = static_cast<std::size_t>(frame.width / kColumn) + 1;
  std::vector<std::uint32_t> counts(columns * kinds_.size());
  std::uint32_t most = 1;
  const auto earlier = [](const Event& event, double time) { return event.time < time; };
  for (auto event = std::lower_bound(events_.begin(), events_.end(), from_, earlier);
       event != events_.end() && event->time <= to_; ++event) {
    const auto column = static_cast<std::size_t>((frame.x_of(event->time) - frame.left) / kColumn);
    most = std::max(most, ++counts[event->kind * columns + std::min(column, columns - 1)]);
  }
  for (std::size_t kind = 0; kind < kinds_.size(); ++kind) {
    const float bottom = frame.top_of(kind) + frame.lane - 1;
    sheet.fill({frame.left, bottom, frame.width, 1}, 0, Ink::line);
    for (std::size_t column = 0; column < columns; ++column) {
      const std::uint32_t count = counts[kind * columns + column];
      if (count == 0) continue;
      const float share = std::log1p(static_cast<float>(count)) / std::log1p(static_cast<float>(most));
      const float height = std::max(4.0F, share * frame.room());
      const float x = frame.left + static_cast<float>(column) * kColumn;
      sheet.fill({x, bottom - height, kColumn - 1, height}, 0, Ink::accent);
    }
    const float baseline = frame.is_narrow ? frame.top_of(kind) + 16 : bottom - frame.lane / 2 + 5;
    sheet.text(0, baseline, kinds_[kind], Hand::plain, Ink::ink);
  }
}

void Timeline::paint_pointed(Sheet& sheet, const Frame& frame) const {
  if (!pointed_) return;
  const auto& [time, kind] = events_[*pointed_];
  const float x = frame.x_of(time);
  if (x < frame.left || x > frame.left + frame.width) return;
  sheet.fill({x - 1, 0, 2, frame.bottom}, 0, Ink::danger, 0.4F);
  sheet.fill({x - 5, frame.top_of(kind) + frame.lane - 6, 10, 10}, 5, Ink::danger);
}

std::optional<std::size_t> Timeline::gesture(const Gesture& gesture, float width, float height) {
  const Frame frame(*this, width, height);
  switch (gesture.kind) {
    case Gesture::Kind::point:
      pointed_ = event_at(frame, gesture.x, gesture.y, gesture.amount);
      break;
    case Gesture::Kind::leave:
      pointed_.reset();
      break;
    case Gesture::Kind::pan:
      pan(static_cast<double>(gesture.amount / frame.width) * (from_ - to_));
      break;
    case Gesture::Kind::zoom:
      if (gesture.amount > 0) zoom(frame.time_at(gesture.x), static_cast<double>(gesture.amount));
      break;
    case Gesture::Kind::step:
      step_to(pointed_ ? static_cast<double>(*pointed_) + static_cast<double>(gesture.amount) : 0);
      break;
    case Gesture::Kind::first:
      step_to(0);
      break;
    case Gesture::Kind::last:
      step_to(static_cast<double>(events_.size()));
      break;
    case Gesture::Kind::all:
      show_all();
      break;
  }
  return pointed_;
}

// The nearest one in that lane, if it is near.
std::optional<std::size_t> Timeline::event_at(const Frame& frame, float x, float y, float near) const {
  if (events_.empty() || y < 0 || y >= frame.bottom) return std::nullopt;
  near = std::max(8.0F, near);
  const auto kind = static_cast<std::size_t>(y / frame.lane);
  std::optional<std::size_t> best;
  float distance = near;
  const auto earlier = [](const Event& event, double time) { return event.time < time; };
  const auto first = std::lower_bound(events_.begin(), events_.end(), frame.time_at(x - near), earlier);
  for (auto event = first; event != events_.end() && frame.x_of(event->time) <= x + near; ++event) {
    const float away = std::fabs(frame.x_of(event->time) - x);
    if (event->kind != kind || away > distance) continue;
    distance = away;
    best = static_cast<std::size_t>(event - events_.begin());
  }
  return best;
}

void Timeline::pan(double by) {
  show(from_ + by, to_ + by);
}

void Timeline::zoom(double around, double factor) {
  show(around - (around - from_) / factor, around + (to_ - around) / factor);
}

// Never nearer than some minutes, nor farther than what there is.
void Timeline::show(double from, double to) {
  if (events_.empty()) return;
  const double first = events_.front().time;
  const double whole = std::max(10 * kMinute, (events_.back().time - first) * 1.04);
  const double span = std::clamp(to - from, 10 * kMinute, whole);
  const double earliest = first - whole * 0.02;
  from_ = std::clamp((from + to - span) / 2, earliest, earliest + whole - span);
  to_ = from_ + span;
}

void Timeline::show_all() {
  if (!events_.empty())
    show(events_.front().time, events_.back().time + (events_.back().time - events_.front().time));
}

// The one of that number, brought into view.
void Timeline::step_to(double number) {
  if (events_.empty()) return;
  pointed_ = static_cast<std::size_t>(std::clamp(number, 0.0, static_cast<double>(events_.size() - 1)));
  const double time = events_[*pointed_].time;
  const double span = to_ - from_;
  if (time < from_ || time > to_) show(time - span / 2, time + span / 2);
}

}  // namespace portal::painter
