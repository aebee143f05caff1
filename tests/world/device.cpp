#include "tests/world/device.h"

#include <algorithm>
#include <doctest/doctest.h>
#include <set>

#include "shared/crypto/stretch.h"
#include "wasm/view/screen.h"

namespace portal::world {
namespace {

// Cheap on purpose: this profile exists in tests only.
constexpr core::Profile kQuick{1, 1, 8};
constexpr std::uint64_t kLate = 30'000;
constexpr std::uint64_t kLongestRetry = 10'000;
constexpr int kMostRetries = 40;

std::string text_on(const view::Node& node) {
  std::string text = node.name + "\n" + node.value + "\n" + node.description + "\n";
  for (const view::Node& child : node.children) text += text_on(child);
  return text;
}

void collect(const view::Node& node, std::string_view name, std::string_view within, bool inside,
             std::vector<const view::Node*>& found) {
  const bool can_be_used = node.field || node.role == view::Role::button || node.role == view::Role::link ||
                           node.role == view::Role::switch_ || node.role == view::Role::checkbox ||
                           node.role == view::Role::combobox || node.role == view::Role::textbox;
  if (inside && can_be_used && node.name == name) found.push_back(&node);
  const bool deeper = inside || node.name == within || view::name_of(node.role) == within;
  for (const view::Node& child : node.children) collect(child, name, within, deeper, found);
}

const view::Node* find_heading(const view::Node& node) {
  if (node.role == view::Role::heading && node.level == 1) return &node;
  for (const view::Node& child : node.children) {
    if (const view::Node* found = find_heading(child)) return found;
  }
  return nullptr;
}

// A page shows one of two nodes with the same id, and the other is not there.
void check_ids(const view::Node& node, std::set<std::string>& ids) {
  if (!ids.insert(node.id).second) FAIL("twice on one screen: ", name_of(node.role), " ", node.name);
  for (const view::Node& child : node.children) check_ids(child, ids);
}

}  // namespace

Device::Device(Service& service, Storage& storage, std::string path, std::string fragment, Frame frame)
    : service_(service),
      storage_(storage),
      random_(static_cast<std::uint32_t>(service.now % 1'000'003 + storage.size())) {
  core_ = std::make_unique<core::Core>(
      random_, kQuick, core::Opening{std::move(path), std::move(fragment), "a test", frame == Frame::none});
  for (const auto& [name, value] : storage_) core_->remember(name, value);
  take(core_->begin(service_.now));
  if (frame == Frame::inside) meet_host(kListedSite);
  settle();
}

const view::Node& Device::node(std::string_view name, std::string_view within) const {
  std::vector<const view::Node*> found;
  if (within.empty())
    collect(tree_, name, "main", false, found);  // the navigation has links of the same names
  if (found.empty()) collect(tree_, name, within, within.empty(), found);
  INFO("looking for \"", std::string(name), "\" on: ", text_on(tree_));
  REQUIRE_FALSE(found.empty());
  return *found.front();
}

void Device::fill(std::string_view name, std::string_view text) {
  const auto field = node(name).field;
  REQUIRE(field);
  take(core_->type(*field, Secret(view_of(text)), service_.now));
}

void Device::press(std::string_view name, std::string_view within) {
  const view::Node& pressed = node(name, within);
  if (pressed.disabled) return;
  const core::Intent intent = pressed.intent;
  take(core_->press(intent, service_.now));
  if (is_impatient) take(core_->press(intent, service_.now));
}

void Device::choose(std::string_view name, std::string_view option) {
  for (const view::Node& child : node(name).children) {
    if (child.name != option) continue;
    const core::Intent intent = child.intent;
    take(core_->press(intent, service_.now));
    return settle();
  }
  FAIL("no such option");
}

void Device::pick(std::string_view name, const File& file) {
  REQUIRE(node(name).role == view::Role::file);
  picked_ = file.content;
  take(core_->pick(file.name, file.content.size(), service_.now));
}

void Device::go(std::string_view path, std::string_view fragment) {
  take(core_->go(path, fragment, service_.now));
  settle();
}

void Device::meet_host(const std::string& site) {
  take(core_->meet_host({site, "auto", "auto"}, service_.now));
}

void Device::take(core::Effects effects) {
  for (auto& effect : effects) waiting_.push_back(std::move(effect));
  look();
}

void Device::look() {
  tree_ = view::screen(core_->model());
}

void Device::settle() {
  for (int retries = 0; !is_dead();) {
    if (!waiting_.empty()) {
      carry_out_next();
    } else if (!core_->model().work || ++retries > kMostRetries ||
               !fire_next_timer(service_.now + kLate + kLongestRetry)) {
      std::set<std::string> ids;
      return check_ids(tree_, ids);
    }
  }
}

void Device::settle_until_waiting() {
  while (!is_dead() && !waiting_.empty()) carry_out_next();
}

void Device::carry_out_next() {
  if (waiting_.empty()) return;
  core::Effect next = std::move(waiting_.front());
  waiting_.pop_front();
  carry_out(std::move(next));
}

void Device::pass(std::uint64_t milliseconds) {
  settle();
  const std::uint64_t until = service_.now + milliseconds;
  while (fire_next_timer(until)) settle();
  service_.now = std::max(service_.now, until);
}

bool Device::fire_next_timer(std::uint64_t until) {
  const auto next = std::min_element(timers_.begin(), timers_.end(),
                                     [](const Timer& a, const Timer& b) { return a.at < b.at; });
  if (next == timers_.end() || next->at > until) return false;
  const Timer timer = *next;
  timers_.erase(next);
  service_.now = std::max(service_.now, timer.at);
  const auto late = late_.find(timer.id);
  if (late != late_.end()) {
    core::HttpAnswer heard = std::move(late->second);
    late_.erase(late);
    answer(timer.id, std::move(heard));
  } else {
    answer(timer.id, core::Over{});
  }
  return true;
}

void Device::answer(core::EffectId id, core::Answer answer) {
  take(core_->hear(id, std::move(answer), service_.now));
}

bool Device::takes_memory() {
  return has_memory && memory_ends_after-- > 0;
}

void Device::carry_out(core::Effect effect) {
  if (++effects_ > dies_at_) return;
  if (const auto* fetched = std::get_if<core::Fetch>(&effect)) return fetch(*fetched);
  if (carry_out_for_file(effect)) return;
  if (const auto* stretch = std::get_if<core::Stretch>(&effect)) {
    if (!takes_memory()) return answer(stretch->id, core::Failure::no_memory);
    auto output = stretch_argon2id(stretch->input, stretch->iterations, stretch->memory_kib);
    REQUIRE(output);
    return answer(stretch->id, core::Stretched{std::move(*output)});
  }
  if (const auto* scrypt = std::get_if<core::Scrypt>(&effect)) {
    if (!takes_memory()) return answer(scrypt->id, core::Failure::no_memory);
    REQUIRE(scrypt->cost.log2_n <= 16);  // the module refuses more
    auto output = stretch_scrypt(scrypt->input, scrypt->salt, scrypt->cost);
    REQUIRE(output);
    return answer(scrypt->id, core::Stretched{std::move(*output)});
  }
  if (const auto* estimate = std::get_if<core::Estimate>(&effect)) {
    const std::string_view password = text_of(estimate->password.reveal());
    return answer(estimate->id, core::Estimated{password.size() > 12 ? 4 : 2, password == "password1234"});
  }
  if (const auto* wait = std::get_if<core::Wait>(&effect)) {
    return timers_.push_back({wait->id, service_.now + wait->milliseconds});
  }
  if (const auto* cancel = std::get_if<core::Cancel>(&effect)) {
    timers_.erase(std::remove_if(timers_.begin(), timers_.end(),
                                 [&](const Timer& timer) { return timer.id == cancel->id; }),
                  timers_.end());
    return;
  }
  if (const auto* keep = std::get_if<core::Keep>(&effect)) return void(storage_[keep->name] = keep->value);
  if (const auto* file = std::get_if<core::SaveFile>(&effect)) {
    return files_.push_back({file->name, copy_of(file->content.reveal())});
  }
  if (const auto* drop = std::get_if<core::Drop>(&effect)) return void(storage_.erase(drop->name));
  if (const auto* copy = std::get_if<core::CopyText>(&effect)) return answer(copy->id, core::Over{});
}

// A file is in the folder when it is closed, and not before.
bool Device::carry_out_for_file(core::Effect& effect) {
  const auto say = [&](core::EffectId id, bool done) {
    answer(id, done ? core::Answer(core::Over{}) : core::Answer(core::Failure::not_possible));
    return true;
  };
  if (const auto* open = std::get_if<core::OpenFile>(&effect)) {
    if (refuses_files) return answer(open->id, core::Failure::refused), true;
    open_[open->id] = File{open->name, {}};
    return say(open->id, true);
  }
  if (const auto* part = std::get_if<core::WriteFile>(&effect)) {
    REQUIRE(part->content.size() <= 1 << 20);
    if (has_disk) append(open_.at(part->file).content, part->content.reveal());
    return say(part->id, has_disk);
  }
  if (const auto* close = std::get_if<core::CloseFile>(&effect)) {
    files_.push_back(std::move(open_.at(close->file)));
    open_.erase(close->file);
    return say(close->id, true);
  }
  if (const auto* read = std::get_if<core::ReadFile>(&effect)) {
    if (!has_disk) return say(read->id, false);
    REQUIRE(read->size <= 1 << 20);
    const View piece = View(picked_).subspan(read->from, read->size);
    answer(read->id, core::Piece{Secret(piece)});
    return true;
  }
  if (const auto* abort = std::get_if<core::AbortFile>(&effect)) {
    open_.erase(abort->file);
    return true;
  }
  return false;
}

void Device::fetch(const core::Fetch& fetch) {
  const std::size_t number = requests_++;
  Loss loss = number >= lose_from_ && number < lose_to_ ? loss_ : Loss::none;
  if (fetch.path == lose_answers_of) loss = Loss::answer;
  if (loss == Loss::request) return answer(fetch.id, core::Failure::no_answer);

  server::Request request{fetch.method, fetch.path, {}, fetch.body, "192.0.2.7"};
  if (fetch.method != "GET") request.fields.emplace_back("content-type", "application/json");
  if (!fetch.authorization.empty()) request.fields.emplace_back("authorization", fetch.authorization);
  server::Response response = service_.handle(request);
  if (loss == Loss::twice) response = service_.handle(request);
  if (change_answer) change_answer(fetch.path, response.body);
  core::HttpAnswer heard{response.status, std::move(response.body)};
  if (loss == Loss::answer) return answer(fetch.id, core::Failure::no_answer);
  if (loss == Loss::answer_late) {
    late_[fetch.id] = std::move(heard);
    return timers_.push_back({fetch.id, service_.now + kLate});
  }
  answer(fetch.id, std::move(heard));
}

std::string Device::text() const {
  return text_on(tree_);
}
bool Device::sees(std::string_view text) const {
  return text_on(tree_).find(text) != std::string::npos;
}
std::string Device::heading() const {
  const view::Node* found = find_heading(tree_);
  return found ? found->name : "";
}
std::string Device::value(std::string_view name) const {
  return node(name).value;
}
std::string Device::link(std::string_view name) const {
  return node(name).href;
}
bool Device::is_on(std::string_view name, std::string_view within) const {
  return node(name, within).checked;
}

void Device::lose(std::size_t request, Loss loss, std::size_t times) {
  lose_from_ = requests_ + request;
  lose_to_ = lose_from_ + times;
  loss_ = loss;
}

}  // namespace portal::world
