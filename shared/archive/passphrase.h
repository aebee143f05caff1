// A passphrase that nobody has to think of.
#pragma once

#include "shared/base/random.h"

namespace portal::archive {

// 26 characters of Crockford's base 32 in lower case: 130 random bits.
Secret make_passphrase(Random& random);

}  // namespace portal::archive
