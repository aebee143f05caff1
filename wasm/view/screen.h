// The whole page as a tree, from the model alone.
#pragma once

#include "wasm/core/model.h"
#include "wasm/view/node.h"

namespace portal::view {

// Its name is the title of the page: the h1 and the site.
Node screen(const core::Model& model);

}  // namespace portal::view
