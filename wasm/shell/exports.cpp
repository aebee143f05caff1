// What core.wasm exports (README.md, "The boundary"). The host gives randomness through `host_random`.
#include <emscripten.h>

#include "wasm/shell/machine.h"

namespace {

using portal::Bytes;
using portal::View;

portal::SystemRandom& random() {
  static portal::SystemRandom source;
  return source;
}

portal::shell::Machine& machine() {
  static portal::shell::Machine only(random(), portal::core::kProfile);
  return only;
}

Bytes& room() {
  static Bytes bytes;
  return bytes;
}

const std::string*& answer() {
  static const std::string* last = nullptr;
  return last;
}

}  // namespace

extern "C" {

EMSCRIPTEN_KEEPALIVE std::uint8_t* portal_room(std::uint32_t size) {
  room().assign(size, 0);
  return room().data();
}

EMSCRIPTEN_KEEPALIVE void portal_say(std::uint32_t head_size, std::uint32_t body_size) {
  const View all(room());
  if (std::uint64_t{head_size} + body_size != all.size()) return;
  answer() = &machine().say(all.first(head_size), all.subspan(head_size));
  portal::wipe(room());
}

EMSCRIPTEN_KEEPALIVE const char* portal_answer() {
  return answer() ? answer()->data() : nullptr;
}

EMSCRIPTEN_KEEPALIVE std::uint32_t portal_answer_size() {
  return answer() ? static_cast<std::uint32_t>(answer()->size()) : 0;
}

EMSCRIPTEN_KEEPALIVE void portal_forget() {
  machine().forget();
  answer() = nullptr;
}

}  // extern "C"
