// The server's own state, sealed under a key that is not in the database.
//
//   01 ‖ nonce (24) ‖ XChaCha20-Poly1305(StateKey, plaintext, "portal/v1 <label>" ‖ 00 ‖ bound_to)
#pragma once

#include "shared/base/random.h"
#include "shared/base/result.h"
#include "shared/crypto/keys.h"
#include "shared/crypto/labels.h"

namespace portal {

// `bound_to` names the row: session: sid ‖ account; pending: its id; outbox: its id.
Bytes seal_state(const StateKey& key, DataLabel label, View bound_to, View plaintext, Random& random);

// Fault::malformed or Fault::unauthenticated: not sealed by this key for this label and row.
Result<Secret> open_state(const StateKey& key, DataLabel label, View bound_to, View sealed);

}  // namespace portal
