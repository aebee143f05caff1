#include "wasm/cli/client.h"

#include <algorithm>

#include "wasm/cli/clock.h"

namespace portal::cli {
namespace {

constexpr int kOften = 1000;  // ms between looks at nothing

}  // namespace

Client::Client(Http* server, StateFolder state, Signals& signals)
    : server_(server), state_(std::move(state)), signals_(signals) {}

Status Client::open(std::string path, std::string fragment) {
  core_ = std::make_unique<core::Core>(
      random_, core::kProfile,
      core::Opening{std::move(path), std::move(fragment), "The command line on Linux", true});
  auto kept = TRY(state_.read_all());
  for (auto& [name, value] : kept) core_->remember(name, std::move(value));
  take(core_->begin(unix_now()));
  return Done{};
}

void Client::type(core::Field field, Secret value) {
  take(core_->type(field, std::move(value), unix_now()));
}
void Client::press(const core::Intent& intent) {
  take(core_->press(intent, unix_now()));
}
void Client::go(std::string_view path, std::string_view fragment) {
  take(core_->go(path, fragment, unix_now()));
}
void Client::pick(const std::filesystem::path& file, std::uint64_t size) {
  picked_ = file;
  take(core_->pick(file.filename().string(), size, unix_now()));
}

void Client::take(core::Effects effects) {
  for (auto& effect : effects) waiting_.push_back(std::move(effect));
  if (looked) looked(core_->model());
}

void Client::hear(core::EffectId id, core::Answer answer) {
  take(core_->hear(id, std::move(answer), unix_now()));
}

bool Client::is_awaited() const {
  if (!waiting_.empty() || !fetches_.empty()) return true;
  return std::any_of(timers_.begin(), timers_.end(), [this](const auto& timer) {
    return !timer.second.is_long || core_->model().work.has_value();
  });
}

bool Client::is_changing() const {
  return core_->model().work.has_value() ||
         std::any_of(fetches_.begin(), fetches_.end(),
                     [](const auto& fetch) { return fetch.second == Asks::to_change; });
}

Client::End Client::settle() {
  while (true) {
    if (signals_.count() > signals_heard_) {
      signals_heard_ = signals_.count();
      const auto& work = core_->model().work;
      if (signals_heard_ > 1 || !work) return End::stopped;
      press({core::Intent::Do::cancel});
    }
    if (!waiting_.empty()) {
      core::Effect next = std::move(waiting_.front());
      waiting_.pop_front();
      carry_out(next);
    } else if (is_awaited()) {
      wait_for_news();
    } else {
      return End::settled;
    }
  }
}

void Client::wait_for_news() {
  std::uint64_t next = steady_now() + kOften;
  for (const auto& [id, timer] : timers_) next = std::min(next, timer.at);
  const std::uint64_t current = steady_now();
  server_->wait(next > current ? static_cast<int>(next - current) : 0, signals_.descriptor());
  for (auto& [id, answer] : server_->take_heard()) {
    if (fetches_.erase(id)) hear(id, std::move(answer));
  }
  while (fire_timers()) {
  }
}

bool Client::fire_timers() {
  const std::uint64_t current = steady_now();
  for (const auto& [id, timer] : timers_) {
    if (timer.at > current) continue;
    const core::EffectId due = id;
    timers_.erase(due);
    hear(due, core::Over{});
    return true;
  }
  return false;
}

}  // namespace portal::cli
