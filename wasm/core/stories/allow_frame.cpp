#include "wasm/core/stories/allow_frame.h"

#include "shared/base/encoding.h"
#include "wasm/core/stories/patience.h"

namespace portal::core {
namespace {

constexpr std::uint64_t kLookForFrameAfter = 1000;
constexpr std::uint64_t kWaitForFrame = 10'000;  // the frame's own request may be slower than ours

}  // namespace

void AllowFrame::begin() {
  began_ = core.model().now;
  core.model().frame_request.reset();
  const auto bytes = decode_base64url(core.model().fragment);
  const auto pair = bytes ? fixed<16>(*bytes) : Result<wire::PairId>(Fault::malformed);
  if (!pair) return give_up(Notice::request_expired);
  pair_ = *pair;
  look();
}

void AllowFrame::look() {
  core.call(this, wire::PairShow{*pair_}, &AllowFrame::shown);
}

void AllowFrame::shown(Result<wire::PairShown> reply) {
  const bool may_come = !reply && (reply.fault() == Fault::not_found || may_have_been_lost(reply.fault()));
  if (may_come && core.model().now < began_ + kWaitForFrame) {
    return void(core.wait(this, kLookForFrameAfter, &AllowFrame::look));
  }
  if (!reply && reply.fault() == Fault::not_found) return give_up(Notice::request_expired);
  if (!reply) return core.complain_about(reply.fault());
  core.model().frame_request = FrameRequest{.site = reply->site, .code = reply->code, .key = reply->key};
}

void AllowFrame::allow() {
  decide(FrameRequest::State::allowed, "Allowing this page");
}

void AllowFrame::deny() {
  decide(FrameRequest::State::denied, "Refusing this page");
}

void AllowFrame::decide(FrameRequest::State decision, const char* work) {
  const auto& request = core.model().frame_request;
  if (!request || request->state != FrameRequest::State::asked || core.model().work) return;
  core.hush();
  core.model().work = Work{work, 50, false};
  decision_ = decision;
  unheard_ = 0;
  send();
}

void AllowFrame::send() {
  const FrameRequest& request = *core.model().frame_request;
  if (decision_ == FrameRequest::State::allowed) {
    return core.call(this, wire::PairAllow{*pair_, request.key, request.code}, &AllowFrame::decided);
  }
  core.call(this, wire::PairDeny{*pair_}, &AllowFrame::decided);
}

void AllowFrame::decided(Result<wire::Nothing> reply) {
  if (!reply && may_have_been_lost(reply.fault()) && ++unheard_ <= kPatience) {
    return void(core.wait(this, 1000u * unheard_, &AllowFrame::send));
  }
  core.model().work.reset();
  if (!reply && (reply.fault() == Fault::not_found || reply.fault() == Fault::conflict)) {
    return give_up(Notice::request_expired);
  }
  if (!reply) return core.complain_about(reply.fault());
  core.model().frame_request->state = decision_;
  core.tell(decision_ == FrameRequest::State::allowed ? Notice::frame_allowed : Notice::frame_denied);
}

void AllowFrame::give_up(Notice notice) {
  core.model().frame_request.reset();
  core.complain(notice);
}

}  // namespace portal::core
