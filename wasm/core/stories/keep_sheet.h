// The recovery key while its owner writes it down: shown, copied, and two of its groups asked back.
#pragma once

#include <functional>

#include "wasm/core/asking.h"

namespace portal::core {

class KeepSheet final : public Story {
 public:
  static constexpr Kind kKind = Kind::keep_sheet;
  // `kept` is called each time that the groups were typed as they are.
  using Kept = std::function<void()>;

  // `from` is the screen that it belongs to.
  KeepSheet(Core& core, const RecoverySecret& secret, const VerifyKey& owner_key, std::string login,
            Place from, Kept kept);

  void begin();
  void show();
  void ask_back();
  void copy();
  void save();
  void check();

 private:
  void copied(bool copied);

  RecoverySheet sheet_;
  Kept kept_;
};

}  // namespace portal::core
