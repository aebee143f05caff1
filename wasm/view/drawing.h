// What a plot or a picture draws: numbers and words for a scene of the painter, as its header says.
#pragma once

#include <string>
#include <vector>

#include "wasm/core/model.h"
#include "wasm/view/node.h"

namespace portal::view {

struct Drawing {
  std::string scene;  // as web/painter/scene.js has it
  std::vector<double> numbers;
  std::vector<std::string> words;
};

// Of the screen that is shown, if it has one.
Drawing drawing_of(const core::Model& model);
// Its node; each screen has one at most.
const Node* find_drawn(const Node& root);

}  // namespace portal::view
