#include "wasm/view/drawing.h"

#include "wasm/view/screens/activity_timeline.h"
#include "wasm/view/screens/key_picture.h"

namespace portal::view {

Drawing drawing_of(const core::Model& model) {
  if (model.place == core::Place::activity && model.activity) return timeline_of(model.activity->log);
  if (model.place == core::Place::who_can_read) return keys_of(model);
  return {};
}

const Node* find_drawn(const Node& root) {
  if (root.drawn) return &root;
  for (const Node& child : root.children) {
    if (const Node* found = find_drawn(child)) return found;
  }
  return nullptr;
}

}  // namespace portal::view
