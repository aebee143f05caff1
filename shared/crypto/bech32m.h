// Bech32m (BIP-350): text with a checksum that finds any four wrong characters.
#pragma once

#include <string>
#include <string_view>

#include "shared/base/bytes.h"
#include "shared/base/result.h"
#include "shared/base/secret.h"

namespace portal {

struct Bech32m {
  std::string prefix;  // the human-readable part, lower case
  Secret symbols;      // one byte for each 5-bit symbol, without the checksum
};

Secret encode_bech32m(std::string_view prefix, View symbols);  // lower case; symbols are below 32

// Takes one case only and at most 90 characters, as BIP-350 says.
Result<Bech32m> decode_bech32m(View text);

}  // namespace portal
