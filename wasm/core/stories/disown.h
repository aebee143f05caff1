// "This was not me": the link in the mails of a recovery signs everybody out and locks the account against
// all but the password from before.
#pragma once

#include "shared/wire/recover.h"
#include "wasm/core/asking.h"

namespace portal::core {

class Disown final : public Story {
 public:
  static constexpr Kind kKind = Kind::disown;
  explicit Disown(Core& core) : Story(core, kKind) {}

  void begin();

 private:
  void disowned(Result<wire::Nothing> reply);
};

}  // namespace portal::core
