// The key of a collection of records, wrapped under a key that comes from the master key: 73 bytes that the
// server keeps and cannot open.
//
//   01 ‖ nonce (24) ‖ XChaCha20-Poly1305(CollectionWrapKey, CK, AAD)
//   AAD = "portal/v1 ckey" ‖ 00 ‖ account (16) ‖ collection (16) ‖ u32be(c) ‖ u32be(a)
#pragma once

#include <cstdint>

#include "shared/base/random.h"
#include "shared/base/result.h"
#include "shared/crypto/keys.h"

namespace portal {

using CollectionId = Fixed<16>;  // random, never a name
using WrappedCollectionKey = Fixed<73>;

struct CollectionKeyBinding {
  AccountId account;
  CollectionId collection;
  std::uint32_t key_version;  // c
  std::uint32_t amk_version;  // a
};

CollectionKey make_collection_key(Random& random);

WrappedCollectionKey wrap_collection_key(const CollectionWrapKey& wrap_key, const CollectionKey& key,
                                         const CollectionKeyBinding& binding, Random& random);

// Fault::malformed for any other length or version byte, Fault::unauthenticated for another key or binding.
Result<CollectionKey> unwrap_collection_key(const CollectionWrapKey& wrap_key, View wrapped,
                                            const CollectionKeyBinding& binding);

}  // namespace portal
