// The core behind its boundary: a head and a body in, JSON with payloads out.
#pragma once

#include <memory>
#include <string>

#include "shared/base/random.h"
#include "wasm/core/core.h"
#include "wasm/view/drawing.h"
#include "wasm/view/node.h"

namespace portal::shell {

class Machine {
 public:
  Machine(Random& random, core::Profile profile) : random_(random), profile_(profile) {}

  // JSON for the shell. Payloads stay where they are until `forget`. Something that cannot be understood
  // changes nothing and answers `{"effects":[]}`.
  const std::string& say(View head, View body);
  void forget();

 private:
  core::Effects hand_in(const wire::Value& head, View body);
  core::Effects press(const std::string& id, std::uint64_t now);
  core::Effects choose(const std::string& id, const std::string& option, std::uint64_t now);
  void print();
  void print_new_drawing();

  Random& random_;
  core::Profile profile_;
  std::unique_ptr<core::Core> core_;
  bool begun_ = false;
  view::Node tree_{};  // as it was shown last
  std::string shown_;  // its JSON
  core::Effects effects_;
  view::Drawing drawing_{};
  std::string drawn_;  // which one was handed out last
  std::string answer_;
};

}  // namespace portal::shell
