// What painter.wasm exports (wasm/README.md, "The boundary of painter.wasm").
#include <algorithm>
#include <emscripten.h>
#include <utility>

#include "wasm/painter/glyphs.h"
#include "wasm/painter/painter.h"
#include "wasm/painter/scene.h"

namespace {

using namespace portal::painter;

std::vector<std::uint32_t>& room() {
  static std::vector<std::uint32_t> words;
  return words;
}

Painter& painter() {
  static Painter only;
  return only;
}

// The one picture that this instance may have been started for.
struct Picturing {
  std::unique_ptr<Scene> scene;
  Look look;
  Content content;
  std::string words;
};

Picturing& picturing() {
  static Picturing only;
  return only;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

}  // namespace

extern "C" {

EMSCRIPTEN_KEEPALIVE std::uint32_t* painter_room(std::uint32_t words) {
  room().assign(words, 0);
  return room().data();
}

// The room holds a display list. False: it is none, and nothing was painted.
EMSCRIPTEN_KEEPALIVE bool painter_paint(float width, float height) {
  const auto marks = read_display_list(room());
  if (!marks) return false;
  painter().paint(*marks, width, height);
  return true;
}

EMSCRIPTEN_KEEPALIVE bool painter_scene(std::uint32_t number) {
  picturing().scene = make_scene(number);
  return picturing().scene != nullptr;
}

// The room holds the colours in the order of Ink, then each hand's two fonts.
EMSCRIPTEN_KEEPALIVE bool painter_look(float ratio) {
  Look& look = picturing().look;
  if (room().size() != kInks + 2 * kHands || !(ratio > 0)) return false;
  look.ratio = ratio;
  std::copy_n(room().begin(), kInks, look.inks.begin());
  for (std::size_t hand = 0; hand < kHands; ++hand) {
    std::copy_n(room().begin() + kInks + 2 * static_cast<std::ptrdiff_t>(hand), 2, look.fonts[hand].begin());
  }
  return true;
}

EMSCRIPTEN_KEEPALIVE double* painter_numbers(std::uint32_t count) {
  picturing().content.numbers.assign(count, 0);
  return picturing().content.numbers.data();
}

EMSCRIPTEN_KEEPALIVE char* painter_words(std::uint32_t size) {
  picturing().words.assign(size, '\n');
  return picturing().words.data();
}

// Numbers and words, one a line, are there.
EMSCRIPTEN_KEEPALIVE bool painter_take() {
  auto& [scene, look, content, words] = picturing();
  content.words = lines_of(words);
  return scene && scene->take(std::exchange(content, {}));
}

// In the page's pixels. False: there is no picture.
EMSCRIPTEN_KEEPALIVE bool painter_show(float width, float height) {
  auto& [scene, look, content, words] = picturing();
  if (!scene) return false;
  Sheet sheet(look, advance_of, width, height);
  scene->paint(sheet);
  painter().paint(sheet.marks(), width * look.ratio, height * look.ratio);
  return true;
}

// The number of what is pointed at from now on; -1: nothing.
EMSCRIPTEN_KEEPALIVE std::int32_t painter_gesture(std::uint32_t kind, float x, float y, float amount,
                                                  float width, float height) {
  if (!picturing().scene || kind >= kGestures) return -1;
  const auto pointed =
      picturing().scene->gesture({static_cast<Gesture::Kind>(kind), x, y, amount}, width, height);
  return pointed ? static_cast<std::int32_t>(*pointed) : -1;
}

}  // extern "C"
