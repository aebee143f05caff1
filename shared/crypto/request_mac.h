// What proves that a request belongs to a session.
#pragma once

#include "shared/base/fixed.h"
#include "shared/crypto/keys.h"
#include "shared/crypto/statements.h"

namespace portal {

using RequestMac = Fixed<32>;  // the first 32 bytes of HMAC-SHA512 over request_text

RequestMac derive_request_mac(const SessionMacKey& key, const RequestToMac& request);

// In constant time; false for any other length than 32.
bool request_mac_matches(const SessionMacKey& key, const RequestToMac& request, View mac);

}  // namespace portal
