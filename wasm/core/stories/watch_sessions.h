// Where somebody is signed in: the list, and what can be done about it, one thing after the other.
#pragma once

#include "wasm/core/asking.h"

namespace portal::core {

class WatchSessions final : public Story {
 public:
  static constexpr Kind kKind = Kind::watch_sessions;
  explicit WatchSessions(Core& core) : Story(core, kKind) {}

  void begin();
  void press(const Intent& intent);

 private:
  void look();
  void shown(Result<wire::Sessions> reply);
  void end_session(const std::string& sid);
  void end_device(const std::string& token_hash);
  void name_device();
  void changed(Result<wire::Sessions> reply);
  void accept(wire::Sessions sessions);

  Notice done_ = Notice::none;  // what is told when the change under way is heard of
  std::optional<std::string> name_;
};

}  // namespace portal::core
