// A new password as it is typed twice, for every screen that asks for one.
#pragma once

#include "wasm/core/asking.h"

namespace portal::core {

// Prepared, if it can be one and was typed twice; otherwise nothing, and the person has been told.
std::optional<Secret> take_new_password(Core& core, Field field, Field repeated);

}  // namespace portal::core
