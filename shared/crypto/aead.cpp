#include "shared/crypto/aead.h"

#include <algorithm>
#include <sodium.h>

namespace portal {
namespace {

constexpr std::uint8_t kVersion = 1;
constexpr std::size_t kNonceSize = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kTagSize = crypto_aead_xchacha20poly1305_ietf_ABYTES;
static_assert(kSealOverhead == 1 + kNonceSize + kTagSize);

}  // namespace

Bytes aead_seal(const Secret& key, View associated_data, View plaintext, Random& random) {
  Bytes sealed(kSealOverhead + plaintext.size());
  sealed[0] = kVersion;
  std::uint8_t* const nonce = sealed.data() + 1;
  random.fill({nonce, kNonceSize});
  crypto_aead_xchacha20poly1305_ietf_encrypt(nonce + kNonceSize, nullptr, plaintext.data(), plaintext.size(),
                                             associated_data.data(), associated_data.size(), nullptr, nonce,
                                             key.reveal().data());
  return sealed;
}

Result<Secret> aead_open(const Secret& key, View associated_data, View sealed) {
  if (sealed.size() < kSealOverhead || sealed[0] != kVersion) return Fault::malformed;
  const View nonce = sealed.subspan(1, kNonceSize);
  const View ciphertext = sealed.subspan(1 + kNonceSize);
  Secret plaintext(ciphertext.size() - kTagSize);
  if (crypto_aead_xchacha20poly1305_ietf_decrypt(
          plaintext.reveal().data(), nullptr, nullptr, ciphertext.data(), ciphertext.size(),
          associated_data.data(), associated_data.size(), nonce.data(), key.reveal().data()) != 0) {
    return Fault::unauthenticated;
  }
  return plaintext;
}

}  // namespace portal
