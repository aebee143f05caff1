// How strong the password is that is being typed.
#pragma once

#include "wasm/core/asking.h"

namespace portal::core {

class MeasureStrength final : public Story {
 public:
  static constexpr Kind kKind = Kind::measure_strength;
  MeasureStrength(Core& core, Field field) : Story(core, kKind), field_(field) {}

  void begin();

 private:
  void measured(Result<Estimated> estimated);

  Field field_;
};

}  // namespace portal::core
