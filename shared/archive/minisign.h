// Signatures that minisign checks: Ed25519 over the BLAKE2b-512 of a file (`ED`), and once more over that
// signature and the trusted comment.
//
//   untrusted comment: <anything>
//   base64("ED" ‖ key id (8) ‖ signature (64))
//   trusted comment: <text>
//   base64(signature (64) of signature ‖ text)
//
// Key id = first 8 bytes of SHA-256(public key).
#pragma once

#include <string>
#include <string_view>

#include "shared/archive/digests.h"
#include "shared/base/result.h"
#include "shared/crypto/ed25519.h"

namespace portal::archive {

inline constexpr std::size_t kLongestMinisig = 1024;

Fixed<8> minisign_key_id(const VerifyKey& key);
std::string print_minisign_key(const VerifyKey& key);  // the one line that people compare
std::string minisign_key_file(const VerifyKey& key);   // two lines, as `minisign -p` reads them

// The line, or the whole file; spaces around it are dropped.
Result<VerifyKey> parse_minisign_key(std::string_view text);

// `trusted_comment` is ours: one line of printable UTF-8.
std::string sign_minisig(const SigningKey& key, const Blake2b512& digest, std::string_view trusted_comment);

// The trusted comment. Fault::malformed if it is no such thing, Fault::unauthenticated if it is not from this
// key for this digest.
Result<std::string> verify_minisig(std::string_view text, const VerifyKey& key, const Blake2b512& digest);

}  // namespace portal::archive
