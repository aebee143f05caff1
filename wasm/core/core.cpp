#include "wasm/core/core.h"

#include <algorithm>

#include "shared/archive/passphrase.h"
#include "shared/base/encoding.h"
#include "shared/crypto/request_mac.h"
#include "wasm/core/stories/arrive.h"
#include "wasm/core/stories/ask_for_link.h"
#include "wasm/core/stories/change_password.h"
#include "wasm/core/stories/check_export.h"
#include "wasm/core/stories/choose_mail.h"
#include "wasm/core/stories/copy_passphrase.h"
#include "wasm/core/stories/delete_account.h"
#include "wasm/core/stories/disown.h"
#include "wasm/core/stories/finish_sign_up.h"
#include "wasm/core/stories/keep_account.h"
#include "wasm/core/stories/keep_data.h"
#include "wasm/core/stories/keep_sheet.h"
#include "wasm/core/stories/make_export.h"
#include "wasm/core/stories/measure_strength.h"
#include "wasm/core/stories/recover.h"
#include "wasm/core/stories/remind.h"
#include "wasm/core/stories/renew_recovery_key.h"
#include "wasm/core/stories/sign_in.h"
#include "wasm/core/stories/stay_awake.h"
#include "wasm/core/stories/unlock_device.h"
#include "wasm/core/stories/watch_sessions.h"

namespace portal::core {
namespace {

bool is_sheet(Place place) {
  return place == Place::recovery_key || place == Place::recovery_key_check;
}

struct FaultName {
  std::string fault;
  static void fields(auto& m, auto&& field) { field("fault", m.fault); }
};

}  // namespace

// The name that the other side gave, if it fits the status that it gave.
Fault fault_of(const HttpAnswer& answer) {
  const auto body = wire::parse<FaultName>(answer.body);
  const auto fault = body ? find_fault(body->fault) : std::nullopt;
  return fault && on_wire(*fault).status == answer.status ? *fault : Fault::unavailable;
}

Story::~Story() {
  core.forget_effects_of(this);
}

Core::Core(Random& random, Profile profile, Opening opening)
    : random_(random), profile_(profile), opening_(std::move(opening)) {}

Core::~Core() {
  stories_.clear();
  ended_.clear();
}

void Core::remember(std::string name, Bytes value) {
  kept_[std::move(name)] = std::move(value);
}

Effects Core::begin(std::uint64_t now) {
  model_.now = now;
  start<Arrive>();
  arrive(opening_.path, opening_.fragment, AddressBar::there);
  return close_door();
}

Effects Core::type(Field field, Secret value, std::uint64_t now) {
  model_.now = now;
  model_.typed_in(field).value = std::move(value);
  model_.invalid.erase(field);
  if (field == Field::password || field == Field::new_password) start<MeasureStrength>(field);
  if (auto* awake = find_story<StayAwake>()) awake->person_is_here();
  return close_door();
}

Effects Core::press(const Intent& intent, std::uint64_t now) {
  model_.now = now;
  if (auto* awake = find_story<StayAwake>()) awake->person_is_here();
  dispatch(intent);
  return close_door();
}

Effects Core::pick(std::string name, std::uint64_t size, std::uint64_t now) {
  model_.now = now;
  if (model_.work) return close_door();
  model_.picked = PickedFile{std::move(name), size};
  model_.checked.reset();
  model_.invalid.erase(Field::export_file);
  return close_door();
}

Effects Core::go(std::string_view path, std::string_view fragment, std::uint64_t now) {
  model_.now = now;
  arrive(path, fragment, AddressBar::there);
  return close_door();
}

Effects Core::hear(EffectId id, Answer answer, std::uint64_t now) {
  model_.now = now;
  const auto found = pending_.find(id);
  if (found == pending_.end()) return close_door();
  auto then = std::move(found->second.then);
  pending_.erase(found);
  then(std::move(answer));
  return close_door();
}

void Core::dispatch(const Intent& intent) {
  using enum Intent::Do;
  auto* finish = find_story<FinishSignUp>();
  auto* sheet = find_story<KeepSheet>();
  switch (intent.action) {
    case nothing:
      return;
    case go:
      return arrive(intent.argument, "", AddressBar::elsewhere);
    case send_link:
      if (!find_story<AskForLink>()) start<AskForLink>();
      return;
    case choose_password:
      return finish ? finish->choose_password() : void();
    case show_recovery_key:
      return sheet ? sheet->show() : void();
    case check_recovery_key:
      return sheet ? sheet->ask_back() : void();
    case keep_recovery_key:
      return sheet ? sheet->check() : void();
    case copy_recovery_key:
      return sheet ? sheet->copy() : void();
    case save_recovery_key:
      return sheet ? sheet->save() : void();
    case print_recovery_key:
      return perform(Print{});
    case sign_in:
      if (opening_.top_level) start<SignIn>();
      return;
    case sign_out:
      if (session_) send(wire::SessionEnd{});
      forget_device(*this);
      return close_session(Notice::signed_out, std::nullopt);
    case switch_staying:
      model_.wants_to_stay = !model_.wants_to_stay;
      return;
    case stay_signed_in:
      if (auto* awake = find_story<StayAwake>()) awake->stay();
      return;
    case switch_purpose:
      if (auto* mail = find_story<ChooseMail>()) mail->toggle(intent.argument);
      return;
    case stop_all_mail:
      if (auto* mail = find_story<ChooseMail>()) mail->stop_all();
      return;
    case undo:
      if (auto* mail = find_story<ChooseMail>()) mail->undo();
      return;
    case change_password:
      return void(start<ChangePassword>());
    case recover:
      return void(start<Recover>(Recover::Way::recovery_key));
    case disown:
      return void(start<Disown>());
    case restore:
      return void(start<Recover>(Recover::Way::previous_password));
    case renew_recovery_key:
      return void(start<RenewRecoveryKey>());
    case create_export:
      return void(start<MakeExport>());
    case check_export:
      return void(start<CheckExport>());
    case protect_export:
      model_.passphrase = model_.passphrase.empty() ? archive::make_passphrase(random_) : Secret();
      return;
    case copy_passphrase:
      return void(start<CopyPassphrase>());
    case remind_me:
      return void(start<Remind>(intent.argument));
    case end_session:
    case end_other_sessions:
    case name_device:
    case switch_new_device_mail:
      if (auto* sessions = find_story<WatchSessions>()) sessions->press(intent);
      return;
    case understand_erasure:
      model_.understands_erasure = !model_.understands_erasure;
      return;
    case delete_account:
    case save_erase_receipt:
      if (auto* erasing = find_story<DeleteAccount>()) erasing->press(intent);
      return;
    case cancel_deletion:
      if (auto* keeping = find_story<KeepAccount>()) return keeping->keep();
      if (auto* erasing = find_story<DeleteAccount>()) erasing->press(intent);
      return;
    case reveal:
      if (!model_.shown.erase(intent.field)) model_.shown.insert(intent.field);
      return;
    case save_data:
    case delete_item:
    case clear_voluntary:
    case undo_data:
    case keep_mine:
    case take_theirs:
      if (auto* data = find_story<KeepData>()) data->press(intent);
      return;
    case explain:
      if (!model_.explained.erase(intent.field)) model_.explained.insert(intent.field);
      return;
    case cancel:
      for (std::size_t i = 0; i < stories_.size(); ++i) stories_[i]->cancel();
      return;
    case choose_theme:
      model_.theme = intent.argument == "light"  ? Theme::light
                     : intent.argument == "dark" ? Theme::dark
                                                 : Theme::system;
      return keep("theme", bytes_of(intent.argument));
    case choose_view:
      model_.renderer = intent.argument == "html"     ? Renderer::html
                        : intent.argument == "canvas" ? Renderer::canvas
                                                      : Renderer::automatic;
      return keep("view", bytes_of(intent.argument));
  }
}

// Where somebody wants to be, and where they may be.
void Core::arrive(std::string_view path, std::string_view fragment, AddressBar address_bar) {
  Place place = place_at(path);
  if (place == Place::finish && fragment.empty()) place = Place::sign_up;
  if (place == Place::cancel_deletion && fragment.empty()) place = Place::delete_account;
  const bool is_for_strangers =
      place == Place::sign_in || place == Place::sign_up || place == Place::recovery;
  if (is_signed_in() && is_for_strangers) place = Place::overview;
  if (!opening_.top_level) place = Place::framed;
  model_.fragment = std::string(fragment);
  const bool sign_in_first = needs_session(place) && !is_signed_in();
  if (sign_in_first) {
    model_.after_sign_in = place;
    place = Place::sign_in;
  }
  const bool path_fits = sign_in_first || path == path_of(place);
  if (!opening_.top_level) return put_on_screen(place);  // the address bar is the host's
  if (address_bar == AddressBar::elsewhere) perform(ShowPath{std::string(path), false});
  if (address_bar == AddressBar::there && !path_fits) perform(ShowPath{std::string(path_of(place)), true});
  put_on_screen(place);
  unlock_if_kept();
  if (place == Place::finish) {
    if (auto* earlier = find_story<FinishSignUp>()) end(earlier);
    start<FinishSignUp>();
  }
  if (place == Place::cancel_deletion) {
    if (auto* earlier = find_story<KeepAccount>()) end(earlier);
    start<KeepAccount>();
  }
}

void Core::unlock_if_kept() {
  if (model_.place != Place::sign_in || session_ || !model_.trust || model_.work) return;
  if (opening_.top_level && has_kept_device(*this)) start<UnlockDevice>();
}

void Core::show(Place place) {
  if (address_of(place) != address_of(model_.place)) perform(ShowPath{std::string(address_of(place)), false});
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
           story->kind == delete_account;
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
  if (is_signed_in() && place == Place::delete_account && !find_story<DeleteAccount>())
    start<DeleteAccount>();
}

void Core::keep(const std::string& name, Bytes value) {
  kept_[name] = value;
  perform(Keep{name, std::move(value)});
}
void Core::keep_sealed(const std::string& name, const Secret& value, Bytes bound_to) {
  kept_[name] = copy_of(value.reveal());
  perform(Keep{name, copy_of(value.reveal()), std::move(bound_to)});
}
void Core::drop(const std::string& name) {
  const auto found = kept_.find(name);
  if (found != kept_.end()) wipe(found->second);
  kept_.erase(name);
  perform(Drop{name});
}
const Bytes* Core::find_kept(const std::string& name) const {
  const auto found = kept_.find(name);
  return found == kept_.end() ? nullptr : &found->second;
}

void Core::end(Story* story) {
  for (auto& held : stories_) {
    if (held.get() != story) continue;
    forget_effects_of(story);
    ended_.push_back(std::move(held));
  }
  stories_.erase(std::remove(stories_.begin(), stories_.end(), nullptr), stories_.end());
}

void Core::forget_effects_of(Story* story) {
  for (auto it = pending_.begin(); it != pending_.end();) {
    if (it->second.story == story) {
      perform(Cancel{it->first});
      it = pending_.erase(it);
    } else {
      ++it;
    }
  }
}

void Core::forget(EffectId id) {
  if (pending_.erase(id)) perform(Cancel{id});
}

EffectId Core::expect(Story* story, std::function<void(Answer)> then) {
  pending_[++last_id_] = Pending{story, std::move(then)};
  return last_id_;
}

Effects Core::close_door() {
  ended_.clear();
  return std::exchange(effects_, {});
}

std::string Core::authorization_for(const wire::Route& route, View body) {
  if (route.access != wire::Access::session || !session_ || !model_.trust) return {};
  session_->last_request = model_.now;
  const RequestMac mac = derive_request_mac(
      session_->mac_key, {route.method, model_.trust->realm, route.path, ++session_->sequence, body});
  return "Portal-MAC sid=" + encode_base64url(session_->sid) + ", seq=" + std::to_string(session_->sequence) +
         ", mac=" + encode_base64url(mac);
}

void Core::tell(Notice notice, std::string of) {
  model_.status = {notice, std::move(of)};
  model_.alert = {};
}
void Core::complain(Notice notice, std::string of) {
  model_.alert = {notice, std::move(of)};
  model_.status = {};
}
void Core::complain(Notice notice, Field about) {
  complain(notice);
  model_.invalid.insert(about);
}
void Core::complain_about(Fault fault) {
  switch (fault) {
    case Fault::session_ended:
      return signed_out_by_server();
    case Fault::slow_down:
      return complain(Notice::too_many_attempts);
    case Fault::unreachable:
      return complain(Notice::unreachable);
    case Fault::incident:
      return complain(Notice::incident);
    case Fault::no_memory:
      return complain(Notice::no_memory);
    case Fault::malformed:
    case Fault::unauthenticated:
    case Fault::step_up_needed:
    case Fault::out_of_scope:
    case Fault::not_found:
    case Fault::conflict:
    case Fault::too_large:
    case Fault::wrong_type:
    case Fault::unavailable:
      return complain(Notice::unavailable);
  }
}
void Core::hush() {
  model_.status = {};
  model_.alert = {};
  model_.invalid.clear();
}

void Core::empty(Field field) {
  Typed& typed = model_.typed_in(field);
  if (typed.value.empty()) return;
  typed.value = Secret();
  ++typed.cleared;
}
void Core::empty_passwords() {
  for (std::size_t i = 0; i < kFields; ++i) {
    const auto field = static_cast<Field>(i);
    if (field != Field::email && !is_of_profile(field)) empty(field);
  }
  model_.strength = Strength::unknown;
}
void Core::empty_profile() {
  for (std::size_t i = 0; i < kItems; ++i) empty(field_of(item_at(i)));
  model_.my_data.reset();
}

void Core::close_session(Notice status, std::optional<Place> back_to) {
  session_.reset();
  if (find_kept("was-signed-in")) drop("was-signed-in");
  model_.signed_in = false;
  model_.account.reset();
  model_.subscriptions.reset();
  model_.sessions.reset();
  empty_profile();
  model_.owner_key_line.clear();
  model_.passphrase = Secret();
  model_.erasure.reset();
  model_.understands_erasure = false;
  model_.work.reset();
  model_.asks_still_there = false;
  for (std::size_t i = stories_.size(); i-- > 0;) {
    if (stories_[i]->kind != Story::Kind::arrive) end(stories_[i].get());
  }
  show(Place::sign_in);
  model_.after_sign_in = back_to;
  tell(status);
}

void Core::signed_out_by_server() {
  const bool was_here = needs_session(model_.place);
  close_session(Notice::signed_out, was_here ? std::optional(model_.place) : std::nullopt);
}

}  // namespace portal::core
