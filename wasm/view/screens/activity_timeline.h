// The activity log as a timeline, and month by month in a table for whoever does not see that.
#pragma once

#include "wasm/view/build.h"
#include "wasm/view/drawing.h"

namespace portal::view {

Node activity_timeline(const Model& model);
// For the scene in wasm/painter/scenes/timeline.h; the n-th event is the n-th row of the log.
Drawing timeline_of(const core::Activity& log);

}  // namespace portal::view
