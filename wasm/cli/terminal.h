// Asking the person at the terminal, and reading what a script hands over.
//
// Whatever is read here may be a secret: it goes into a Secret at once, byte by byte, and nowhere else.
#pragma once

#include <string_view>

#include "shared/base/secret.h"
#include "wasm/cli/signals.h"

namespace portal::cli {

struct Asked {
  enum class How { given, no_terminal, unreadable, stopped } how;
  Secret text = {};
};

class Terminal {
 public:
  explicit Terminal(Signals& signals);  // the one that the program was started from, if there is one
  ~Terminal();
  Terminal(const Terminal&) = delete;
  Terminal& operator=(const Terminal&) = delete;

  bool is_there() const { return descriptor_ >= 0; }
  void say(std::string_view text) const;
  Asked ask(std::string_view prompt) const;
  Asked ask_secret(std::string_view prompt) const;  // without an echo

  // One line, without its end. What comes after it is left for the next.
  Asked read_line(int descriptor) const;
  // All that comes, and nothing if it is more than that.
  Asked read_all(int descriptor, std::size_t most) const;

 private:
  Signals& signals_;
  int descriptor_;
};

}  // namespace portal::cli
