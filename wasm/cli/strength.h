// How long a password would resist guessing, by zxcvbn, on the scale of the page's estimator.
#pragma once

#include <string>
#include <vector>

#include "shared/base/secret.h"
#include "wasm/core/effect.h"

namespace portal::cli {

// `words` are what is easily guessed about this person and site.
core::Estimated estimate_strength(const Secret& password, const std::vector<std::string>& words);

}  // namespace portal::cli
