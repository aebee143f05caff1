// A record: what the owner keeps here, sealed under the key of its collection and bound to its place.
//
//   01 ‖ nonce (24) ‖ XChaCha20-Poly1305(CK, pad(plaintext), AAD)
//   AAD = "portal/v1 record" ‖ 00 ‖ account ‖ collection ‖ record (16 each) ‖ u64be(revision) ‖ u32be(c) ‖
//   flags
#pragma once

#include <cstdint>

#include "shared/base/random.h"
#include "shared/base/result.h"
#include "shared/crypto/collection_key.h"

namespace portal {

using RecordId = Fixed<16>;  // random

enum class RecordState : std::uint8_t { live, tombstone };  // the byte `flags`

struct RecordBinding {
  AccountId account;
  CollectionId collection;
  RecordId record;
  std::uint64_t revision;     // from 1, one more with each write
  std::uint32_t key_version;  // c
  RecordState state;
};

inline constexpr std::size_t kSmallestRecord = 1 + 24 + 256 + 16;

Bytes seal_record(const CollectionKey& key, const RecordBinding& binding, View plaintext, Random& random);

// The plaintext of a tombstone is `{}`: it is opened before it is obeyed. Fault::malformed: no such thing, or
// padded otherwise; Fault::unauthenticated: not sealed by this key for this place.
Result<Secret> open_record(const CollectionKey& key, const RecordBinding& binding, View sealed);

}  // namespace portal
