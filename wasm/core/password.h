// A password on its way from the field into OPAQUE.
#pragma once

#include "shared/base/result.h"
#include "shared/base/secret.h"
#include "wasm/core/effect.h"
#include "wasm/core/notice.h"

namespace portal::core {

// RFC 8265 OpaqueString, as far as it is the core's part: every Unicode space becomes U+0020. The page has
// put it into NFC. Fault::too_large over 1,024 bytes, Fault::malformed for what cannot be a password.
Result<Secret> prepare_password(const Secret& typed);

// At least 12 characters, or 8 that resist guessing; no well-known one, and none that is guessed at once
// whatever its length ("Password123!"). Notice::none if it may be chosen.
Notice judge_new_password(const Secret& prepared, const Estimated& estimated);

}  // namespace portal::core
