// The client as a value machine: doors in (type, pick, press, go, hear), effects out.
//
// It holds the keys and decides everything. It has no I/O, no clock and no browser: randomness is given to
// it, and each call says what time it is.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string_view>
#include <type_traits>

#include "shared/base/random.h"
#include "shared/base/result.h"
#include "shared/opaque/client.h"
#include "shared/wire/route.h"
#include "wasm/core/effect.h"
#include "wasm/core/intent.h"
#include "wasm/core/model.h"
#include "wasm/core/session.h"
#include "wasm/core/story.h"

namespace portal::core {

struct Opening {
  std::string path;
  std::string fragment;
  std::string device;  // coarse: "Firefox on Linux"
  bool top_level = true;
};

// The stretch that this client does, and no other: RFC 9106's second choice, with one lane.
struct Profile {
  std::uint32_t number;
  std::uint32_t iterations;
  std::uint32_t memory_kib;
};
inline constexpr Profile kProfile{1, 3, 64 * 1024};

enum class FileOpening { open, refused, failed };  // refused: by the person

class Core {
 public:
  Core(Random& random, Profile profile, Opening opening);
  ~Core();
  Core(const Core&) = delete;
  Core& operator=(const Core&) = delete;

  // What an earlier visit kept; all of it before `begin`.
  void remember(std::string name, Bytes value);
  Effects begin(std::uint64_t now);
  Effects type(Field field, Secret value, std::uint64_t now);
  Effects press(const Intent& intent, std::uint64_t now);
  Effects pick(std::string name, std::uint64_t size, std::uint64_t now);  // a file
  Effects look(std::uint64_t from, std::uint64_t now);                    // at a part of the activity
  Effects point(std::optional<std::uint64_t> number, std::uint64_t now);  // at something in a picture
  Effects follow(std::uint64_t number, std::uint64_t now);  // from there to where it is told in full
  // The page around a frame says how it looks. Heeded if its site is listed.
  Effects meet_host(Host host, std::uint64_t now);
  Effects go(std::string_view path, std::string_view fragment, std::uint64_t now);
  Effects hear(EffectId id, Answer answer, std::uint64_t now);

  const Model& model() const { return model_; }

  // For stories.
  void heed_host();
  Model& model() { return model_; }
  Random& random() { return random_; }
  const Profile& profile() const { return profile_; }
  const std::string& device() const { return opening_.device; }
  std::optional<Session>& session() { return session_; }

  template <class S, class M>
  void call(S* story, const M& message, void (S::*step)(Result<typename M::Reply>));
  template <class S>
  void stretch(S* story, opaque::OprfOutput input, void (S::*step)(Result<opaque::StretchedOutput>));
  template <class S>
  void scrypt(S* story, Secret input, Bytes salt, const ScryptCost& cost, void (S::*step)(Result<Secret>));
  template <class S>
  void estimate(S* story, const Secret& password, void (S::*step)(Result<Estimated>));
  template <class S>
  EffectId wait(S* story, std::uint64_t milliseconds, void (S::*step)());
  template <class S>
  void copy(S* story, Secret text, void (S::*step)(bool copied));
  template <class S>
  EffectId open_file(S* story, std::string name, std::string type, void (S::*step)(FileOpening));
  template <class S>
  void write_file(S* story, EffectId file, Secret content, void (S::*step)(bool written));
  template <class S>
  void close_file(S* story, EffectId file, void (S::*step)(bool closed));
  template <class S>
  void read_file(S* story, std::uint64_t from, std::uint64_t size, void (S::*step)(Result<Secret>));
  template <class M>
  void send(const M& message);  // whatever the answer may be
  void forget(EffectId id);     // cancels one effect
  void perform(Effect effect) { effects_.push_back(std::move(effect)); }
  void keep(const std::string& name, Bytes value);
  // Where the place has a key that no program can read, under that one.
  void keep_sealed(const std::string& name, const Secret& value, Bytes bound_to);
  void drop(const std::string& name);
  const Bytes* find_kept(const std::string& name) const;

  template <class S, class... Arguments>
  S& start(Arguments&&... arguments) {
    auto story = std::make_unique<S>(*this, std::forward<Arguments>(arguments)...);
    S& started = *story;
    stories_.push_back(std::move(story));
    started.begin();
    return started;
  }
  template <class S>
  S* find_story();
  template <class S>
  void start_anew() {
    if (auto* earlier = find_story<S>()) end(earlier);
    start<S>();
  }
  void end(Story* story);                // destroyed when the door closes
  void forget_effects_of(Story* story);  // cancels what it waits for

  bool is_signed_in() const { return session_ && model_.signed_in; }
  void show(Place place);
  void tell(Notice notice, std::string of = {});
  void complain(Notice notice, std::string of = {});
  void complain(Notice notice, Field about);
  void complain_about(Fault fault);
  void complain_of_reading(Fault fault);  // beside what was told
  void heard_again();                     // no alert of silence any longer
  void unlock_if_kept();                  // on the way to sign in, at a device that stays signed in
  void hush();                            // neither status nor alert
  void empty(Field field);
  void empty_passwords();
  void empty_profile();
  // Keys wiped, stories ended, back to the sign-in form and from there to `back_to`.
  void close_session(Notice status, std::optional<Place> back_to);
  void signed_out_by_server();

 private:
  struct Pending {
    Story* story;
    std::function<void(Answer)> then;
  };

  EffectId expect(Story* story, std::function<void(Answer)> then);
  template <class S>
  EffectId expect_over(S* story, void (S::*step)(bool over));
  Effects close_door();
  std::string authorization_for(const wire::Route& route, View body);
  enum class AddressBar { there, elsewhere };  // whether it shows that path already
  void arrive(std::string_view path, std::string_view fragment, AddressBar address_bar);
  void arrive_in_frame(std::string_view path);
  void put_on_screen(Place place);
  std::string_view address_of(Place place) const;
  bool has_work_that_stays() const;
  void dispatch(const Intent& intent);

  Random& random_;
  Profile profile_;
  Opening opening_;
  Model model_;
  std::optional<Session> session_;
  std::map<std::string, Bytes> kept_;
  std::vector<std::unique_ptr<Story>> stories_;
  std::vector<std::unique_ptr<Story>> ended_;
  std::map<EffectId, Pending> pending_;
  EffectId last_id_ = 0;
  Effects effects_;
};

Fault fault_of(const HttpAnswer& answer);
Theme theme_named(std::string_view name);
Renderer renderer_named(std::string_view name);
// Whether the operator lets that site show the portal in a frame.
bool is_listed(const Model& model, const std::string& site);
Result<Secret> stretched_in(Answer& answer, std::size_t size);

template <class S>
S* Core::find_story() {
  for (auto& story : stories_)
    if (story->kind == S::kKind) return static_cast<S*>(story.get());
  return nullptr;
}

}  // namespace portal::core
