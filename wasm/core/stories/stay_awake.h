// A session that nobody uses ends after a quarter of an hour; a minute before, it asks.
#pragma once

#include "wasm/core/asking.h"

namespace portal::core {

class StayAwake final : public Story {
 public:
  static constexpr Kind kKind = Kind::stay_awake;
  explicit StayAwake(Core& core) : Story(core, kKind) {}
  bool stays() const override { return true; }

  void begin();
  void person_is_here();
  void stay();

 private:
  void look();
  void refresh();
  void refreshed(Result<wire::Account> reply);

  bool asks_server_ = false;
};

}  // namespace portal::core
