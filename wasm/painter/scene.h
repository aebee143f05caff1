// A picture of numbers on one canvas of the page. Its words come from the core with the numbers: a scene has
// none of its own, and whatever it shows is also read beside it.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "wasm/painter/sheet.h"

namespace portal::painter {

struct Content {
  std::vector<double> numbers;
  std::vector<std::string> words;
};

// What somebody does with a pointer, fingers or keys, as web/painter/scene.js tells it.
struct Gesture {
  enum class Kind { point, leave, pan, zoom, step, first, last, all };
  Kind kind;
  float x, y;    // where, in the page's pixels from the canvas's corner
  float amount;  // point: how near is near, in pixels; pan: pixels; zoom: a factor; step: how many on
};
constexpr std::uint32_t kGestures = 8;

class Scene {
 public:
  virtual ~Scene() = default;

  // False: these numbers make no sense, and what was there stays.
  virtual bool take(Content content) = 0;
  virtual void paint(Sheet& sheet) const = 0;
  // The number of what is pointed at from now on, if it is something.
  virtual std::optional<std::size_t> gesture(const Gesture& gesture, float width, float height) = 0;
};

// By the number that web/painter/scene.js has for it; null: there is none.
std::unique_ptr<Scene> make_scene(std::uint32_t number);

}  // namespace portal::painter
