#include "wasm/painter/scenes/keys.h"

#include <algorithm>
#include <cmath>

namespace portal::painter {
namespace {

constexpr std::size_t kMostThings = 60;
constexpr float kLine = 19;
constexpr int kPoints = 20;  // of a curve

std::optional<std::size_t> count_in(double number, std::size_t most) {
  if (!(number >= 0 && number <= static_cast<double>(most)) || number != std::floor(number))
    return std::nullopt;
  return static_cast<std::size_t>(number);
}

std::string cut(const Sheet& sheet, std::string word, float width, Hand hand) {
  if (sheet.width_of(word, hand) <= width) return word;
  while (!word.empty() && sheet.width_of(word + "…", hand) > width) {
    while (!word.empty() && (static_cast<std::uint8_t>(word.back()) & 0xC0) == 0x80) word.pop_back();
    if (!word.empty()) word.pop_back();
  }
  return word + "…";
}

// At spaces, so that each line fits.
std::vector<std::string> lines_of(const Sheet& sheet, std::string_view text, float width, Hand hand) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    const std::string word = cut(sheet, std::string(text.substr(0, end)), width, hand);
    text.remove_prefix(std::min(end + 1, text.size()));
    const std::string longer = lines.empty() ? word : lines.back() + " " + word;
    if (!lines.empty() && sheet.width_of(longer, hand) <= width)
      lines.back() = longer;
    else
      lines.push_back(word);
  }
  return lines;
}

struct Paint {
  Ink ground, edge, title, note;
};
Paint paint_of(KeyThing::Kind kind) {
  switch (kind) {
    case KeyThing::Kind::person:
      return {Ink::tint, Ink::accent, Ink::ink, Ink::soft};
    case KeyThing::Kind::key:
      return {Ink::accent, Ink::accent, Ink::on_accent, Ink::on_accent};
    case KeyThing::Kind::sealed:
      return {Ink::hover, Ink::edge, Ink::ink, Ink::soft};
    case KeyThing::Kind::secret:
      return {Ink::paper, Ink::good, Ink::ink, Ink::soft};
    case KeyThing::Kind::readable:
      return {Ink::paper, Ink::warn, Ink::ink, Ink::soft};
  }
  return {};
}

}  // namespace

bool Keys::take(Content content) {
  const auto& [numbers, words] = content;
  if (numbers.size() < 2) return false;
  const auto groups = count_in(numbers[0], kMostThings);
  const auto count = count_in(numbers[1], kMostThings);
  if (!groups || !count || numbers.size() < 2 + 3 * *count || (numbers.size() - 2 - 3 * *count) % 2 != 0)
    return false;
  if (words.size() != *groups + 2 * *count) return false;
  Keys next;
  next.groups_.assign(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(*groups));
  for (std::size_t i = 0; i < *count; ++i) {
    const auto group = count_in(numbers[2 + 3 * i], *groups - 1);
    const auto column = count_in(numbers[3 + 3 * i], kMostThings);
    const auto kind = count_in(numbers[4 + 3 * i], KeyThing::kKinds - 1);
    if (*groups == 0 || !group || !column || !kind) return false;
    next.things_.push_back({*group, *column, static_cast<KeyThing::Kind>(*kind), words[*groups + 2 * i],
                            words[*groups + 2 * i + 1]});
  }
  for (std::size_t i = 2 + 3 * *count; i < numbers.size(); i += 2) {
    const auto from = *count ? count_in(numbers[i], *count - 1) : std::nullopt;
    const auto to = *count ? count_in(numbers[i + 1], *count - 1) : std::nullopt;
    if (!from || !to) return false;
    next.arrows_.push_back({*from, *to});
  }
  *this = std::move(next);
  return true;
}

void Keys::paint(Sheet& sheet) const {
  const KeyPlan plan(things_, groups_.size(), sheet.width(), sheet.height());
  sheet.fill({0, 0, sheet.width(), sheet.height()}, 0, Ink::paper);
  for (std::size_t group = 0; group < groups_.size(); ++group)
    sheet.text(0, plan.names[group], groups_[group], Hand::strong, Ink::soft);
  for (const Arrow& arrow : arrows_) paint_arrow(sheet, plan, arrow);
  for (std::size_t i = 0; i < things_.size(); ++i) paint_thing(sheet, plan, i);
}

void Keys::paint_thing(Sheet& sheet, const KeyPlan& plan, std::size_t number) const {
  const KeyThing& thing = things_[number];
  const Box& box = plan.boxes[number];
  const Paint paint = paint_of(thing.kind);
  const float opacity = is_lit(number) ? 1 : 0.25F;
  sheet.fill(box, 8, paint.ground, opacity);
  sheet.stroke(box, 8, number == pointed_ ? 2 : 1, is_lit(number) ? paint.edge : Ink::line);
  const float inside = box.width - 20;
  const auto titles = lines_of(sheet, thing.title, inside, Hand::strong);
  auto notes = lines_of(sheet, thing.note, inside, Hand::plain);
  const auto fit = static_cast<std::size_t>(std::max(1.0F, (box.height - 8) / kLine));
  if (titles.size() + notes.size() > fit) notes.clear();  // half a sentence says something else
  const auto count = static_cast<float>(titles.size() + notes.size());
  float baseline = box.y + (box.height - count * kLine) / 2 + 14;
  const Ink title = is_lit(number) ? paint.title : Ink::soft;
  for (const std::string& line : titles) {
    sheet.text(box.x + 10, baseline, line, Hand::strong, title);
    baseline += kLine;
  }
  for (const std::string& line : notes) {
    sheet.text(box.x + 10, baseline, line, Hand::plain, is_lit(number) ? paint.note : Ink::soft);
    baseline += kLine;
  }
}

// From the middle of one side to the middle of another, leaving and arriving straight.
void Keys::paint_arrow(Sheet& sheet, const KeyPlan& plan, const Arrow& arrow) const {
  const Box& from = plan.boxes[arrow.from];
  const Box& to = plan.boxes[arrow.to];
  const Point start = plan.is_narrow ? Point{from.x + from.width / 2, from.y + from.height}
                                     : Point{from.x + from.width, from.y + from.height / 2};
  const Point end =
      plan.is_narrow ? Point{to.x + to.width / 2, to.y - 2} : Point{to.x - 2, to.y + to.height / 2};
  std::vector<Point> points;
  for (int i = 0; i <= kPoints; ++i) {
    const float t = static_cast<float>(i) / kPoints;
    const float eased = t * t * (3 - 2 * t);
    const float x = start.x + (end.x - start.x) * (plan.is_narrow ? eased : t);
    const float y = start.y + (end.y - start.y) * (plan.is_narrow ? t : eased);
    points.push_back({x, y});
  }
  const bool is_dim = !lit_.empty() && !(lit_[arrow.from] && lit_[arrow.to]);
  const bool is_of_keys = things_[arrow.to].kind != KeyThing::Kind::readable;
  const Ink ink = is_dim ? Ink::line : is_of_keys ? Ink::accent : Ink::warn;
  sheet.path(points, lit_.empty() || is_dim ? 1.5F : 2, ink);
  const float size = 5;
  if (plan.is_narrow)
    sheet.path({{end.x - size, end.y - size}, {end.x, end.y}, {end.x + size, end.y - size}}, 1.5F, ink);
  else
    sheet.path({{end.x - size, end.y - size}, {end.x, end.y}, {end.x - size, end.y + size}}, 1.5F, ink);
}

std::optional<std::size_t> Keys::gesture(const Gesture& gesture, float width, float height) {
  const auto step_from = [this](float by) {
    const auto last = static_cast<float>(things_.size()) - 1;
    const float now = pointed_ ? static_cast<float>(*pointed_) + by : 0;
    return static_cast<std::size_t>(std::clamp(now, 0.0F, last));
  };
  if (things_.empty()) return std::nullopt;
  switch (gesture.kind) {
    case Gesture::Kind::point: {
      const KeyPlan plan(things_, groups_.size(), width, height);
      pointed_.reset();
      for (std::size_t i = 0; i < things_.size(); ++i) {
        const Box& box = plan.boxes[i];
        const bool is_in = gesture.x >= box.x && gesture.x < box.x + box.width && gesture.y >= box.y &&
                           gesture.y < box.y + box.height;
        if (is_in) pointed_ = i;
      }
      break;
    }
    case Gesture::Kind::step:
      pointed_ = step_from(gesture.amount);
      break;
    case Gesture::Kind::first:
      pointed_ = 0;
      break;
    case Gesture::Kind::last:
      pointed_ = things_.size() - 1;
      break;
    case Gesture::Kind::leave:
    case Gesture::Kind::all:
      pointed_.reset();
      break;
    case Gesture::Kind::pan:
    case Gesture::Kind::zoom:
      break;
  }
  light_up();
  return pointed_;
}

// Along the arrows, and against them.
void Keys::light_up() {
  lit_.clear();
  if (!pointed_) return;
  const auto spread = [this](bool forwards) {
    std::vector<bool> reached(things_.size());
    reached[*pointed_] = true;
    for (std::size_t round = 0; round < things_.size(); ++round) {
      for (const auto& [from, to] : arrows_) {
        if (forwards && reached[from]) reached[to] = true;
        if (!forwards && reached[to]) reached[from] = true;
      }
    }
    return reached;
  };
  lit_ = spread(true);
  const std::vector<bool> before = spread(false);
  for (std::size_t i = 0; i < lit_.size(); ++i) lit_[i] = lit_[i] || before[i];
}

}  // namespace portal::painter
