// A core with a command line for a shell: carries out its effects, in their order, and tells it what came of
// them.
#pragma once

#include <deque>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>

#include "shared/base/random.h"
#include "wasm/cli/http.h"
#include "wasm/cli/new_file.h"
#include "wasm/cli/signals.h"
#include "wasm/cli/state_folder.h"
#include "wasm/core/core.h"

namespace portal::cli {

// Where files go that the core makes: of its own name in this folder, if no place is named.
struct FilePlaces {
  std::optional<std::filesystem::path> in_parts = {};  // an export
  NewFile::If in_parts_if = NewFile::If::free;
  std::optional<std::filesystem::path> whole = {};  // a recovery key
};

class Client {
 public:
  enum class End { settled, stopped };

  // Without a server nothing is asked and nothing waited for.
  Client(Http* server, StateFolder state, Signals& signals);

  Status open(std::string path, std::string fragment = "");
  void type(core::Field field, Secret value);
  void press(const core::Intent& intent);
  void go(std::string_view path, std::string_view fragment);
  void pick(const std::filesystem::path& file, std::uint64_t size);
  // Until nothing is under way that somebody waits for. A signal is Cancel where something can be cancelled,
  // and the core then says how it went; `stopped` is after a second one, or where nothing was at work.
  End settle();
  void pass_over_signals() { signals_heard_ = signals_.count(); }  // those that have come

  // Whether what is under way may change something.
  bool is_changing() const;

  const core::Model& model() const { return core_->model(); }
  const std::optional<core::Session>& session() const { return core_->session(); }

  FilePlaces places = {};
  std::function<void(const core::Model&)> looked = {};  // after each thing that was heard
  Status saved = Done{};                                // how the last whole file went
  std::optional<std::filesystem::path> made = {};       // the last file in parts
  bool has_kept_all = true;                             // of what was to be kept between calls

 private:
  void take(core::Effects effects);
  void carry_out(core::Effect& effect);
  void carry_out_for_file(core::Effect& effect);
  void save(const core::SaveFile& file);
  void hear(core::EffectId id, core::Answer answer);
  bool is_awaited() const;
  void wait_for_news();
  bool fire_timers();

  struct Timer {
    std::uint64_t at;  // steady milliseconds
    bool is_long;      // for somebody who has gone away: nothing that is waited for
  };

  enum class Asks { to_know, to_change };

  Http* server_;
  StateFolder state_;
  Signals& signals_;
  SystemRandom random_;
  std::unique_ptr<core::Core> core_;
  std::deque<core::Effect> waiting_;
  std::map<core::EffectId, Asks> fetches_;
  std::map<core::EffectId, Timer> timers_;
  std::map<core::EffectId, std::unique_ptr<NewFile>> files_;
  std::filesystem::path picked_;
  int signals_heard_ = 0;
};

}  // namespace portal::cli
