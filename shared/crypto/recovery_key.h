// The recovery key as people print and type it.
//
// Bech32m, prefix `rk`, symbol 0 for the version, then 16 bytes in 26 symbols: 36 characters, shown in
// capitals as nine groups of four:  RK1Q-ZQG3-YYC5-Z5TP-WXQE-RGD3-C8G7-RU43-3L02
#pragma once

#include "shared/base/random.h"
#include "shared/base/result.h"
#include "shared/crypto/keys.h"

namespace portal {

RecoverySecret make_recovery_secret(Random& random);

Secret print_recovery_key(const RecoverySecret& secret);  // 44 characters, grouped

// Spaces and hyphens do not count; one case only; at most 90 characters. Else Fault::malformed.
Result<RecoverySecret> parse_recovery_key(View typed);

}  // namespace portal
