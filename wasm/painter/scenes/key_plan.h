// Where the boxes of a picture of keys lie on a sheet of some size.
#pragma once

#include <string>
#include <vector>

#include "wasm/painter/display_list.h"

namespace portal::painter {

struct KeyThing {
  enum class Kind { person, key, sealed, secret, readable };
  static constexpr std::size_t kKinds = 5;

  std::size_t group, column;
  Kind kind;
  std::string title, note;
};

// Groups lie below each other; in a group each column shares the room evenly. Where it is narrow, columns are
// bands.
struct KeyPlan {
  KeyPlan(const std::vector<KeyThing>& things, std::size_t groups, float width, float height);

  bool is_narrow;
  std::vector<Box> boxes;    // of each thing
  std::vector<float> names;  // baselines of the groups' names
};

}  // namespace portal::painter
