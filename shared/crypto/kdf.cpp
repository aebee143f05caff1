#include "shared/crypto/kdf.h"

#include "shared/crypto/hkdf.h"

namespace portal {

Secret derive_key(View key, KeyLabel label, View context) {
  const Secret pseudorandom_key = hkdf_extract(view_of("portal/v1"), key);
  const std::uint8_t zero = 0;
  const Bytes info = join({view_of(label_text(label)), {&zero, 1}, context});
  return hkdf_expand(pseudorandom_key.reveal(), info, 32);
}

}  // namespace portal
