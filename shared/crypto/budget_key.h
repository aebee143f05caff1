// Names under which budgets are counted, so that the table tells nobody whom it counts.
#pragma once

#include <cstdint>

#include "shared/base/bytes.h"
#include "shared/crypto/hash.h"
#include "shared/crypto/keys.h"

namespace portal {

// HMAC-SHA256 over "portal/v1 budget" ‖ 00 ‖ purse ‖ whom; whom = login, account or hash of a token.
Sha256 derive_budget_key(const BudgetSecret& secret, std::uint8_t purse, View whom);
// whom = prefix of the address.
Sha256 derive_budget_key(const NetworkDayKey& key, std::uint8_t purse, View network);

}  // namespace portal
