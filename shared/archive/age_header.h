// The header of an age v1 file that one passphrase opens (age-encryption.org/v1).
//
//   age-encryption.org/v1
//   -> scrypt <base64 of salt (16)> <log2 of N>
//   <base64 of ChaCha20-Poly1305(wrap key, file key (16)) (32)>
//   --- <base64 of HMAC-SHA256 of all before, with "---" (32)>
//
// base64 is without padding, each value has one form. An scrypt stanza is the only one of its file.
#pragma once

#include <string>

#include "shared/base/fixed.h"
#include "shared/base/random.h"
#include "shared/base/result.h"
#include "shared/base/secret.h"
#include "shared/crypto/stretch.h"

namespace portal::archive {

inline constexpr std::uint32_t kWorkFactor = 16;      // 64 MiB: as much as the client ever takes
inline constexpr std::uint32_t kMostWorkFactor = 22;  // more would be an attack on the reader
inline constexpr std::size_t kLongestAgeHeader = 256;
inline constexpr std::size_t kLongestPassphrase = 1024;

struct AgeHeader {
  Fixed<16> salt;
  std::uint32_t work_factor;
  Fixed<32> body;
  Fixed<32> mac;
  bool operator==(const AgeHeader&) const = default;
};

struct AgeFileKey {
  Secret bytes;  // 16
};

std::string print_age_header(const AgeHeader& header);

// Fault::malformed for anything but the one form, or a work factor that is refused.
Result<AgeHeader> parse_age_header(std::string_view text);

// How long the header at the beginning is; 0: it is not there as a whole yet.
std::size_t find_age_header(std::string_view text);

// The key under which a passphrase seals a file key: scrypt of the passphrase with this salt and cost, which
// the caller has computed, because it takes 2^work_factor KiB.
struct AgeWrapKey {
  Secret bytes;  // 32
};
Bytes scrypt_salt(const Fixed<16>& salt);
ScryptCost scrypt_cost(std::uint32_t work_factor);

// The key is made with the same salt and work factor.
AgeHeader seal_file_key(const AgeFileKey& key, const AgeWrapKey& wrap_key, const Fixed<16>& salt,
                        std::uint32_t work_factor);
// Fault::unauthenticated: another passphrase, or the header was changed.
Result<AgeFileKey> open_file_key(const AgeHeader& header, const AgeWrapKey& wrap_key);

// RFC 5869 with SHA-256; 32 bytes.
Secret age_derive(View key, View salt, std::string_view info);

}  // namespace portal::archive
