// From screen to screen: who may be where, and what does not come along.
#include <algorithm>

#include "wasm/core/core.h"
#include "wasm/core/records/typed.h"
#include "wasm/core/stories/allow_frame.h"
#include "wasm/core/stories/choose_mail.h"
#include "wasm/core/stories/delete_account.h"
#include "wasm/core/stories/finish_account.h"
#include "wasm/core/stories/follow_reset_link.h"
#include "wasm/core/stories/keep_account.h"
#include "wasm/core/stories/keep_data.h"
#include "wasm/core/stories/pair_frame.h"
#include "wasm/core/stories/read_activity.h"
#include "wasm/core/stories/unlock_device.h"
#include "wasm/core/stories/watch_sessions.h"

namespace portal::core {
namespace {

bool is_sheet(Place place) {
  return place == Place::recovery_key || place == Place::recovery_key_check;
}

}  // namespace

// A frame has two screens, and before its owner allows it none of them.
void Core::arrive_in_frame(std::string_view path) {
  const Place wanted = place_at(path) == Place::subscriptions ? Place::subscriptions : Place::overview;
  if (is_signed_in()) return put_on_screen(wanted);
  model_.after_sign_in = wanted;
  put_on_screen(Place::framed);
}

// Where somebody wants to be, and where they may be.
void Core::arrive(std::string_view path, std::string_view fragment, AddressBar address_bar) {
  if (!opening_.top_level) return arrive_in_frame(path);  // the address bar is the host's
  Place place = place_at(path);
  if (place == Place::finish && fragment.empty()) place = Place::sign_up;
  if (place == Place::cancel_deletion && fragment.empty()) place = Place::delete_account;
  const bool is_reset_link = place == Place::reset_confirm || place == Place::reset_finish;
  if (is_reset_link && fragment.empty()) place = Place::reset;
  if (place == Place::reset_cancel && fragment.empty()) place = Place::overview;
  const bool is_for_strangers =
      place == Place::sign_in || place == Place::sign_up || place == Place::recovery || place == Place::reset;
  if (is_signed_in() && is_for_strangers) place = Place::overview;
  model_.fragment = std::string(fragment);
  const bool sign_in_first = needs_session(place) && !is_signed_in();
  if (sign_in_first) {
    model_.after_sign_in = place;
    place = Place::sign_in;
  }
  const bool path_fits = sign_in_first || path == path_of(place);
  if (address_bar == AddressBar::elsewhere) perform(ShowPath{std::string(path), false});
  if (address_bar == AddressBar::there && !path_fits) perform(ShowPath{std::string(path_of(place)), true});
  if (auto* earlier = find_story<AllowFrame>()) end(earlier);
  put_on_screen(place);
  unlock_if_kept();
  if (place == Place::finish) start_anew<FinishSignUp>();
  if (place == Place::reset_finish) start_anew<FinishReset>();
  if (place == Place::reset_confirm || place == Place::reset_cancel) start_anew<FollowResetLink>();
  if (place == Place::cancel_deletion) start_anew<KeepAccount>();
}

void Core::unlock_if_kept() {
  if (model_.place != Place::sign_in || session_ || !model_.trust || model_.work) return;
  if (opening_.top_level && has_kept_device(*this)) start<UnlockDevice>();
}

void Core::show(Place place) {
  if (opening_.top_level && address_of(place) != address_of(model_.place))
    perform(ShowPath{std::string(address_of(place)), false});
  put_on_screen(place);
}

// The recovery sheet is shown under the address of the screen that it belongs to.
std::string_view Core::address_of(Place place) const {
  return path_of(is_sheet(place) && model_.sheet ? model_.sheet->from : place);
}

bool Core::has_work_that_stays() const {
  return std::any_of(stories_.begin(), stories_.end(), [](const auto& story) {
    using enum Story::Kind;
    return story->kind == change_password || story->kind == recover || story->kind == renew_recovery_key ||
           story->kind == delete_account || story->kind == cancel_reset;
  });
}

// A new screen: what was typed and told on the last one is gone, and so are its stories.
void Core::put_on_screen(Place place) {
  const bool moved = model_.place != place;
  model_.place = place;
  model_.shown.clear();
  model_.explained.clear();
  if (moved) {
    model_.passphrase = Secret();
    model_.picked.reset();
    model_.checked.reset();
    model_.other_vault.reset();
    model_.reset_due.reset();
  }
  hush();
  if (!is_sheet(place)) {
    for (std::size_t i = stories_.size(); moved && i-- > 0;) {
      if (!stories_[i]->stays()) end(stories_[i].get());
    }
    if (moved && !has_work_that_stays()) model_.work.reset();
    model_.sheet.reset();
    if (moved) empty_profile();
    if (moved) model_.understands_erasure = false;
    empty_passwords();
  }
  if (is_signed_in() && needs_session(place) && !find_story<ChooseMail>()) start<ChooseMail>();
  if (is_signed_in() && place == Place::my_data && !find_story<KeepData>()) start<KeepData>();
  if (is_signed_in() && place == Place::sessions && !find_story<WatchSessions>()) start<WatchSessions>();
  if (is_signed_in() && place == Place::activity && !find_story<ReadActivity>()) start<ReadActivity>();
  if (place == Place::framed && !find_story<PairFrame>()) start<PairFrame>();
  if (is_signed_in() && place == Place::pair && !find_story<AllowFrame>()) start<AllowFrame>();
  if (is_signed_in() && place == Place::delete_account && !find_story<DeleteAccount>())
    start<DeleteAccount>();
}

void Core::close_session(Notice status, std::optional<Place> back_to) {
  session_.reset();
  if (find_kept("was-signed-in")) drop("was-signed-in");
  model_.signed_in = false;
  model_.account.reset();
  model_.subscriptions.reset();
  model_.sessions.reset();
  model_.activity.reset();
  empty_profile();
  model_.left_typing.reset();
  model_.owner_key_line.clear();
  model_.passphrase = Secret();
  model_.erasure.reset();
  model_.frame_request.reset();
  model_.understands_erasure = false;
  model_.work.reset();
  model_.asks_still_there = false;
  for (std::size_t i = stories_.size(); i-- > 0;) {
    if (stories_[i]->kind != Story::Kind::arrive) end(stories_[i].get());
  }
  show(opening_.top_level ? Place::sign_in : Place::framed);
  model_.after_sign_in = back_to;
  tell(status);
}

void Core::signed_out_by_server() {
  const bool was_here = needs_session(model_.place);
  auto left = session_ ? find_left_typing(model_, session_->account) : std::nullopt;
  if (!left) left = std::move(model_.left_typing);
  close_session(Notice::signed_out, was_here ? std::optional(model_.place) : std::nullopt);
  model_.left_typing = std::move(left);
}

}  // namespace portal::core
