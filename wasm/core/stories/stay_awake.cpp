#include "wasm/core/stories/stay_awake.h"

#include <algorithm>

namespace portal::core {
namespace {

constexpr std::uint64_t kMinute = 60'000;
constexpr std::uint64_t kIdle = 15 * kMinute;  // the server's limit
constexpr std::uint64_t kNotice = kMinute;
constexpr std::uint64_t kRefreshAgainAfter = 10'000;
constexpr std::uint64_t kRefreshAfter = 5 * kMinute;

}  // namespace

void StayAwake::begin() {
  refresh();
  core.wait(this, kIdle - kNotice, &StayAwake::look);
}

// Typing and pressing keeps the session awake too, though not everything that is typed causes a request.
void StayAwake::person_is_here() {
  if (core.model().asks_still_there || asks_server_ || !core.session()) return;
  if (core.model().now >= core.session()->last_request + kRefreshAfter) refresh();
}

void StayAwake::stay() {
  core.model().asks_still_there = false;
  refresh();
}

void StayAwake::look() {
  const Session& session = *core.session();
  const std::uint64_t now = core.model().now;
  const std::uint64_t ends = std::min(session.last_request + kIdle, session.expires * 1000);
  if (now >= ends) return core.signed_out_by_server();
  core.model().asks_still_there = now + kNotice >= ends;
  const std::uint64_t next = core.model().asks_still_there ? ends : ends - kNotice;
  core.wait(this, std::max<std::uint64_t>(next - now, 1), &StayAwake::look);
}

void StayAwake::refresh() {
  asks_server_ = true;
  core.call(this, wire::AccountShow{}, &StayAwake::refreshed);
}

void StayAwake::refreshed(Result<wire::Account> reply) {
  asks_server_ = false;
  if (!reply && reply.fault() == Fault::session_ended) return core.signed_out_by_server();
  if (!reply)
    return void(core.wait(this, kRefreshAgainAfter, &StayAwake::refresh));  // nobody asked for it: no alert
  core.model().account = std::move(*reply);
}

}  // namespace portal::core
