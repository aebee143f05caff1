#include "shared/crypto/hash.h"

#include <sodium.h>

namespace portal {
namespace {

// libsodium may not be handed a null pointer as a key, not even for no bytes.
const std::uint8_t* present(View key) {
  static constexpr std::uint8_t kNothing = 0;
  return key.empty() ? &kNothing : key.data();
}

}  // namespace

Sha256 sha256(View bytes) {
  return sha256({bytes});
}

Sha256 sha256(std::initializer_list<View> parts) {
  crypto_hash_sha256_state state;
  crypto_hash_sha256_init(&state);
  for (View part : parts) crypto_hash_sha256_update(&state, part.data(), part.size());
  Sha256 digest;
  crypto_hash_sha256_final(&state, digest.data());
  return digest;
}

Secret sha512(std::initializer_list<View> parts) {
  crypto_hash_sha512_state state;
  crypto_hash_sha512_init(&state);
  for (View part : parts) crypto_hash_sha512_update(&state, part.data(), part.size());
  Secret digest(crypto_hash_sha512_BYTES);
  crypto_hash_sha512_final(&state, digest.reveal().data());
  return digest;
}

Secret hmac_sha256(View key, std::initializer_list<View> parts) {
  crypto_auth_hmacsha256_state state;
  crypto_auth_hmacsha256_init(&state, present(key), key.size());
  for (View part : parts) crypto_auth_hmacsha256_update(&state, part.data(), part.size());
  Secret mac(crypto_auth_hmacsha256_BYTES);
  crypto_auth_hmacsha256_final(&state, mac.reveal().data());
  sodium_memzero(&state, sizeof state);
  return mac;
}

Secret hmac_sha512(View key, std::initializer_list<View> parts) {
  crypto_auth_hmacsha512_state state;
  crypto_auth_hmacsha512_init(&state, present(key), key.size());
  for (View part : parts) crypto_auth_hmacsha512_update(&state, part.data(), part.size());
  Secret mac(crypto_auth_hmacsha512_BYTES);
  crypto_auth_hmacsha512_final(&state, mac.reveal().data());
  sodium_memzero(&state, sizeof state);
  return mac;
}

}  // namespace portal
