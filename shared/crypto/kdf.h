// KDF(key, label, ctx) = HKDF-SHA512(ikm = key, salt = "portal/v1", info = label ‖ 00 ‖ ctx, L = 32).
//
// For this folder only: the rest of the project derives through key_hierarchy.h, where each key has its type.
#pragma once

#include "shared/base/bytes.h"
#include "shared/base/secret.h"
#include "shared/crypto/labels.h"

namespace portal {

Secret derive_key(View key, KeyLabel label, View context);  // 32 bytes

}  // namespace portal
