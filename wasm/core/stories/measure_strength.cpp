#include "wasm/core/stories/measure_strength.h"

#include "wasm/core/password.h"

namespace portal::core {
namespace {

bool is_chosen_here(Place place) {
  return place == Place::finish || place == Place::change_password || place == Place::recovery ||
         place == Place::not_me || place == Place::reset_finish;
}

}  // namespace

void MeasureStrength::begin() {
  MeasureStrength* earlier = core.find_story<MeasureStrength>();
  if (earlier && earlier != this) core.end(earlier);
  const auto password = prepare_password(core.model().value_of(field_));
  if (!is_chosen_here(core.model().place) || !password) {
    core.model().strength = Strength::unknown;
    return core.end(this);
  }
  core.estimate(this, *password, &MeasureStrength::measured);
}

void MeasureStrength::measured(Result<Estimated> estimated) {
  core.end(this);
  if (!estimated) return;
  core.model().strength = estimated->common || estimated->score <= 1 ? Strength::weak
                          : estimated->score == 2                    ? Strength::fair
                          : estimated->score == 3                    ? Strength::good
                                                                     : Strength::strong;
}

}  // namespace portal::core
