#include "shared/crypto/budget_key.h"

#include <algorithm>

#include "shared/crypto/labels.h"

namespace portal {
namespace {

Sha256 derive(const Secret& key, std::uint8_t purse, View whom) {
  const std::uint8_t zero = 0;
  const Secret mac =
      hmac_sha256(key.reveal(), {view_of(label_text(DataLabel::budget)), {&zero, 1}, {&purse, 1}, whom});
  Sha256 name;
  std::copy(mac.reveal().begin(), mac.reveal().end(), name.begin());
  return name;
}

}  // namespace

Sha256 derive_budget_key(const BudgetSecret& secret, std::uint8_t purse, View whom) {
  return derive(secret.bytes, purse, whom);
}

Sha256 derive_budget_key(const NetworkDayKey& key, std::uint8_t purse, View network) {
  return derive(key.bytes, purse, network);
}

}  // namespace portal
