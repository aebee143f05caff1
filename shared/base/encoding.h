// Our bytes as text: hex, base64url without padding, base64 with padding. Decoding accepts the one canonical
// form of each value and nothing else.
#pragma once

#include <string>
#include <string_view>

#include "shared/base/bytes.h"
#include "shared/base/result.h"

namespace portal {

std::string encode_hex(View bytes);  // lower case
Result<Bytes> decode_hex(std::string_view text);

std::string encode_base64url(View bytes);  // RFC 4648 §5, no padding
Result<Bytes> decode_base64url(std::string_view text);

std::string encode_base64(View bytes);  // RFC 4648 §4, padded: signed notes
Result<Bytes> decode_base64(std::string_view text);

// RFC 3629, without control characters (U+0000–001F, U+007F–009F) where `printable`.
bool is_utf8(View bytes);
bool is_printable_utf8(View bytes);

}  // namespace portal
