// How often the owner wants to be reminded to change the password.
#pragma once

#include "wasm/core/asking.h"

namespace portal::core {

class Remind final : public Story {
 public:
  static constexpr Kind kKind = Kind::remind;
  Remind(Core& core, std::string months) : Story(core, kKind), months_(std::move(months)) {}

  void begin();

 private:
  void saved(Result<wire::Nothing> reply);

  std::string months_;
};

}  // namespace portal::core
