// Which key opens what, of the account that is signed in, as a picture and as sentences.
#pragma once

#include "wasm/view/build.h"
#include "wasm/view/drawing.h"

namespace portal::view {

Node key_picture(const Model& model);
// For the scene in wasm/painter/scenes/keys.h.
Drawing keys_of(const Model& model);

}  // namespace portal::view
