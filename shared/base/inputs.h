// What people type: the same rules on both sides.
#pragma once

#include <string>

#include "shared/base/bytes.h"
#include "shared/base/result.h"

namespace portal {

// The one form of an e-mail address that is stored, compared and mailed to: ASCII, lower case, at most 254
// bytes, local part a dot-atom (RFC 5321 §4.1.2), domain of LDH labels. Spaces around it are dropped,
// everything else that does not fit is Fault::malformed.
Result<std::string> normalise_login(View typed);

inline constexpr std::size_t kLongestPassword = 1024;  // bytes

// 1 to 1024 bytes of well-formed UTF-8 without control characters and noncharacters. Longer:
// Fault::too_large; otherwise Fault::malformed. Spaces and normalisation (RFC 8265) are the page's part, done
// before.
Status check_password_bytes(View password);

}  // namespace portal
