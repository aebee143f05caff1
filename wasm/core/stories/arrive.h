// The first thing: which realm this is, who runs it, and what this device keeps of earlier visits.
#pragma once

#include "wasm/core/asking.h"

namespace portal::core {

class Arrive final : public Story {
 public:
  static constexpr Kind kKind = Kind::arrive;
  explicit Arrive(Core& core) : Story(core, kKind) {}
  bool stays() const override { return true; }

  void begin();
  void try_again();

 private:
  void trusted(Result<wire::Trust> reply);
  void introduced(Result<wire::Site> reply);
  void retry_later();

  bool waits_ = false;
};

}  // namespace portal::core
