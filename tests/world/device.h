// A person at a device: the real client core, its screens, and a network that can fail.
#pragma once

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "tests/world/service.h"
#include "wasm/core/core.h"
#include "wasm/view/node.h"

namespace portal::world {

// What stays on a device when the page is closed.
using Storage = std::map<std::string, Bytes>;

enum class Loss {
  none,
  request,      // never arrives
  answer,       // arrives and takes effect, but its answer is lost
  twice,        // arrives twice; the second answer is heard
  answer_late,  // the answer comes after half a minute
};

enum class Frame { none, inside };  // somebody else's page

class Device {
 public:
  struct File {
    std::string name;
    Bytes content;
  };

  Device(Service& service, Storage& storage, std::string path = "/", std::string fragment = "",
         Frame frame = Frame::none);

  void fill(std::string_view name, std::string_view text);
  void press(std::string_view name, std::string_view within = "");
  void choose(std::string_view name, std::string_view option);
  void go(std::string_view path, std::string_view fragment = "");
  void meet_host(const std::string& site);  // the page around a frame
  void pick(std::string_view name, const File& file);
  void settle();                          // until nothing is under way
  void settle_until_waiting();            // likewise, but time stands still
  void carry_out_next();                  // one effect
  void pass(std::uint64_t milliseconds);  // time goes by

  bool sees(std::string_view text) const;
  bool is_on(std::string_view name, std::string_view within) const;
  std::string text() const;  // all of it
  std::string heading() const;
  std::string value(std::string_view name) const;
  std::string link(std::string_view name) const;  // where it leads
  // What the person found in their folder of downloads.
  const std::vector<File>& files() const { return files_; }
  std::size_t unfinished_files() const { return open_.size(); }
  const core::Core& core() const { return *core_; }

  // The n-th request from now on, counted from 0, meets this.
  void lose(std::size_t request, Loss loss, std::size_t times = 1);
  // Nothing more happens after the n-th effect: the page was closed.
  void die_at(std::size_t effect) { dies_at_ = effect; }
  bool is_dead() const { return effects_ >= dies_at_; }
  std::size_t requests() const { return requests_; }
  std::size_t effects() const { return effects_; }

  bool is_impatient = false;                        // presses everything twice, before anything is heard
  bool refuses_files = false;                       // when asked where to save one
  bool has_disk = true;                             // for files in parts
  bool has_memory = true;                           // for the stretch
  std::size_t memory_ends_after = ~std::size_t{0};  // as many stretches
  // What a server says that is not ours.
  std::function<void(const std::string& path, Bytes& body)> change_answer;
  std::string lose_answers_of;  // path; every answer of it is lost

 private:
  struct Timer {
    core::EffectId id;
    std::uint64_t at;
  };

  const view::Node& node(std::string_view name, std::string_view within = "") const;
  void take(core::Effects effects);
  void carry_out(core::Effect effect);
  void fetch(const core::Fetch& fetch);
  bool takes_memory();
  bool carry_out_for_file(core::Effect& effect);
  void answer(core::EffectId id, core::Answer answer);
  bool fire_next_timer(std::uint64_t until);
  void look();

  Service& service_;
  Storage& storage_;
  test::SeededRandom random_;
  std::unique_ptr<core::Core> core_;
  view::Node tree_{};
  std::deque<core::Effect> waiting_;
  std::vector<Timer> timers_;
  std::map<core::EffectId, core::HttpAnswer> late_;
  std::map<core::EffectId, File> open_;
  std::vector<File> files_;
  Bytes picked_;
  std::size_t effects_ = 0;
  std::size_t requests_ = 0;
  std::size_t dies_at_ = ~std::size_t{0};
  std::size_t lose_from_ = ~std::size_t{0};
  std::size_t lose_to_ = ~std::size_t{0};
  Loss loss_ = Loss::none;
};

}  // namespace portal::world
