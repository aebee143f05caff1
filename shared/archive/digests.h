// Digests of what is too long to hold in one piece.
#pragma once

#include <sodium.h>

#include "shared/base/bytes.h"
#include "shared/crypto/hash.h"

namespace portal::archive {

class Sha256Stream {
 public:
  Sha256Stream() { crypto_hash_sha256_init(&state_); }
  void update(View bytes) { crypto_hash_sha256_update(&state_, bytes.data(), bytes.size()); }
  Sha256 finish();  // once

 private:
  crypto_hash_sha256_state state_;
};

using Blake2b512 = Fixed<64>;

Blake2b512 blake2b512(View bytes);

}  // namespace portal::archive
