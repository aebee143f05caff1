#include "wasm/core/core.h"

#include <algorithm>

#include "shared/base/encoding.h"
#include "shared/crypto/request_mac.h"
#include "wasm/core/stories/arrive.h"
#include "wasm/core/stories/measure_strength.h"
#include "wasm/core/stories/read_activity.h"
#include "wasm/core/stories/stay_awake.h"

namespace portal::core {
namespace {

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

bool is_listed(const Model& model, const std::string& site) {
  if (!model.site) return false;
  const auto& listed = model.site->embed_origins;
  return std::find(listed.begin(), listed.end(), site) != listed.end();
}

Theme theme_named(std::string_view name) {
  return name == "light" ? Theme::light : name == "dark" ? Theme::dark : Theme::system;
}

Renderer renderer_named(std::string_view name) {
  return name == "html" ? Renderer::html : name == "canvas" ? Renderer::canvas : Renderer::automatic;
}

Result<Secret> stretched_in(Answer& answer, std::size_t size) {
  const auto* failure = std::get_if<Failure>(&answer);
  if (failure && *failure == Failure::no_memory) return Fault::no_memory;
  auto* stretched = std::get_if<Stretched>(&answer);
  if (!stretched || stretched->output.size() != size) return Fault::unreachable;  // the module did not come
  return std::move(stretched->output);
}

Story::~Story() {
  core.forget_effects_of(this);
}

Core::Core(Random& random, Profile profile, Opening opening)
    : random_(random), profile_(profile), opening_(std::move(opening)) {
  model_.is_framed = !opening_.top_level;
}

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
  if (field == Field::search) search_activity(model_);
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

Effects Core::look(std::uint64_t from, std::uint64_t now) {
  model_.now = now;
  if (model_.activity) model_.activity->look_from(from);
  if (auto* awake = find_story<StayAwake>()) awake->person_is_here();
  return close_door();
}

Effects Core::point(std::optional<std::uint64_t> number, std::uint64_t now) {
  model_.now = now;
  if (!model_.activity) return close_door();
  const std::size_t rows = model_.activity->log.rows().size();
  const bool is_there = number && *number < rows;
  model_.activity->pointed = is_there ? std::optional(static_cast<std::uint32_t>(*number)) : std::nullopt;
  if (auto* awake = find_story<StayAwake>()) awake->person_is_here();
  return close_door();
}

Effects Core::follow(std::uint64_t number, std::uint64_t now) {
  model_.now = now;
  const bool has_table = model_.place == Place::activity && model_.activity;  // other pictures lead nowhere
  if (has_table && model_.activity->lead_to(number)) tell(Notice::led_to_entry);
  if (auto* awake = find_story<StayAwake>()) awake->person_is_here();
  return close_door();
}

Effects Core::meet_host(Host host, std::uint64_t now) {
  model_.now = now;
  if (opening_.top_level) return close_door();
  model_.host = std::move(host);
  heed_host();
  return close_door();
}

void Core::heed_host() {
  if (!is_listed(model_, model_.host.site)) return;
  model_.theme = theme_named(model_.host.theme);
  model_.renderer = renderer_named(model_.host.renderer);
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

// What the top level keeps is not a frame's to change: its host could trick somebody into it.
void Core::keep(const std::string& name, Bytes value) {
  kept_[name] = value;
  if (opening_.top_level) perform(Keep{name, std::move(value)});
}
void Core::keep_sealed(const std::string& name, const Secret& value, Bytes bound_to) {
  kept_[name] = copy_of(value.reveal());
  if (opening_.top_level) perform(Keep{name, copy_of(value.reveal()), std::move(bound_to)});
}
void Core::drop(const std::string& name) {
  const auto found = kept_.find(name);
  if (found != kept_.end()) wipe(found->second);
  kept_.erase(name);
  if (opening_.top_level) perform(Drop{name});
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

}  // namespace portal::core
