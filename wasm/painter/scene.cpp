#include "wasm/painter/scene.h"

#include "wasm/painter/scenes/keys.h"
#include "wasm/painter/scenes/timeline.h"

namespace portal::painter {

std::unique_ptr<Scene> make_scene(std::uint32_t number) {
  switch (number) {
    case 1:
      return std::make_unique<Timeline>();
    case 2:
      return std::make_unique<Keys>();
    default:
      return nullptr;
  }
}

}  // namespace portal::painter
