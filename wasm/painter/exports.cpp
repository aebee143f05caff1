// What painter.wasm exports (wasm/README.md, "The boundary of painter.wasm").
#include <emscripten.h>

#include "wasm/painter/painter.h"

namespace {

std::vector<std::uint32_t>& room() {
  static std::vector<std::uint32_t> words;
  return words;
}

portal::painter::Painter& painter() {
  static portal::painter::Painter only;
  return only;
}

}  // namespace

extern "C" {

EMSCRIPTEN_KEEPALIVE std::uint32_t* painter_room(std::uint32_t words) {
  room().assign(words, 0);
  return room().data();
}

// The room holds a display list. False: it is none, and nothing was painted.
EMSCRIPTEN_KEEPALIVE bool painter_paint(float width, float height) {
  const auto marks = portal::painter::read_display_list(room());
  if (!marks) return false;
  painter().paint(*marks, width, height);
  return true;
}

}  // extern "C"
