// What a person typed, as the bytes that the core is told: what web/typed.js is to the page.
#pragma once

#include "shared/base/secret.h"

namespace portal::cli {

// Unicode's normalisation form C. What is no UTF-8 stays as it is: the core refuses it with a sentence.
Secret normalise_nfc(const Secret& typed);

}  // namespace portal::cli
