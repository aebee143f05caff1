#include "wasm/core/stories/pair_frame.h"

#include <algorithm>

#include "shared/base/encoding.h"
#include "shared/crypto/hash.h"
#include "wasm/core/stories/patience.h"
#include "wasm/core/stories/sign_in.h"

namespace portal::core {
namespace {

constexpr std::uint64_t kPollEvery = 2000;
constexpr std::uint64_t kPairLasts = 5 * 60;  // seconds

}  // namespace

void PairFrame::begin() {
  make_keys();
}

// The link has to be there before it is pressed, so the keys are.
void PairFrame::make_keys() {
  key_ = make_box_key_pair(core.random());
  core.random().fill(secret_);
  const wire::Hash hash = sha256(secret_);
  std::copy_n(hash.begin(), pair_.size(), pair_.begin());
  core.model().frame = {.link = "/pair#" + encode_base64url(pair_), .code = {}};
}

void PairFrame::ask() {
  if (is_asking_) return;
  core.hush();
  is_asking_ = true;
  unheard_ = 0;
  send();
}

void PairFrame::send() {
  core.call(this, wire::PairStart{key_.public_key, sha256(secret_), core.model().host.site},
            &PairFrame::opened);
}

void PairFrame::opened(Result<wire::PairOpened> reply) {
  if (!reply && may_have_been_lost(reply.fault()) && ++unheard_ <= kPatience) {
    return void(core.wait(this, 1000u * unheard_, &PairFrame::send));
  }
  if (!reply && reply.fault() == Fault::out_of_scope) return start_anew(Notice::site_not_listed);
  if (!reply) {
    start_anew(Notice::none);
    return core.complain_about(reply.fault());
  }
  if (reply->pair != pair_ || reply->code.size() != 6) return start_anew(Notice::incident);
  core.model().frame.code = reply->code;
  core.tell(Notice::code_shown, reply->code);
  // By our own clock: the server's may be another.
  expires_ = core.model().now / 1000 + kPairLasts;
  core.wait(this, kPollEvery, &PairFrame::poll);
}

void PairFrame::poll() {
  if (core.model().now / 1000 >= expires_) return start_anew(Notice::code_expired);
  core.call(this, wire::PairPoll{pair_, secret_}, &PairFrame::polled);
}

void PairFrame::polled(Result<wire::PairOutcome> reply) {
  const bool goes_on =
      reply ? !reply->sid : may_have_been_lost(reply.fault()) || reply.fault() == Fault::slow_down;
  if (goes_on) return void(core.wait(this, kPollEvery, &PairFrame::poll));
  if (!reply && reply.fault() == Fault::out_of_scope) return start_anew(Notice::frame_not_allowed);
  if (!reply && reply.fault() == Fault::not_found) return start_anew(Notice::code_expired);
  auto session = reply ? open(*reply) : Result<Session>(Fault::incident);
  if (!session) return start_anew(Notice::incident);
  const Place next = core.model().after_sign_in.value_or(Place::subscriptions);
  core.model().frame = {};
  core.end(this);
  enter(core, std::move(*session));
  core.show(next);
}

// A session that may show and change mail choices. It has no keys of the owner's.
Result<Session> PairFrame::open(const wire::PairOutcome& outcome) const {
  if (!outcome.sealed || !outcome.expires || outcome.scope != wire::Scope::embedded) return Fault::incident;
  Secret k32 = TRY(open_box(key_, *outcome.sealed));
  return Session{.sid = *outcome.sid,
                 .mac_key = derive_session_mac_key(SessionSeed{std::move(k32)}),
                 .expires = *outcome.expires,
                 .last_request = core.model().now};
}

void PairFrame::start_anew(Notice notice) {
  is_asking_ = false;
  make_keys();
  if (notice != Notice::none) core.complain(notice);
}

}  // namespace portal::core
