// The whole page as a tree, from the model alone.
#pragma once

#include "wasm/core/model.h"
#include "wasm/view/node.h"

namespace portal::view {

Node screen(const core::Model& model);

// The title of the page: its h1 and the site.
std::string title_of(const core::Model& model);

}  // namespace portal::view
