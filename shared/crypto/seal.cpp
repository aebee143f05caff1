#include "shared/crypto/seal.h"

#include "shared/crypto/aead.h"

namespace portal {
namespace {

Bytes associated_data(DataLabel label, View bound_to) {
  const std::uint8_t zero = 0;
  return join({view_of(label_text(label)), {&zero, 1}, bound_to});
}

}  // namespace

Bytes seal_state(const StateKey& key, DataLabel label, View bound_to, View plaintext, Random& random) {
  return aead_seal(key.bytes, associated_data(label, bound_to), plaintext, random);
}

Result<Secret> open_state(const StateKey& key, DataLabel label, View bound_to, View sealed) {
  return aead_open(key.bytes, associated_data(label, bound_to), sealed);
}

}  // namespace portal
