// JWS in compact form (RFC 7515) with Ed25519 (RFC 8037): receipts that any JOSE library can check.
#pragma once

#include <string>
#include <string_view>

#include "shared/base/result.h"
#include "shared/crypto/ed25519.h"

namespace portal {

// RFC 7638, base64url: the `kid` of our receipts.
std::string key_thumbprint(const VerifyKey& key);

// `type` is the header's `typ`, plain ASCII; the payload is signed as given.
std::string sign_jws(const SigningKey& key, std::string_view type, std::string_view payload);

// The payload, if that key signed it as that type. The header has one spelling, and any other is refused.
Result<std::string> open_jws(const VerifyKey& key, std::string_view type, std::string_view jws);

}  // namespace portal
