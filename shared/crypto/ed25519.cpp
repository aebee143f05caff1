#include "shared/crypto/ed25519.h"

#include <sodium.h>

namespace portal {

SigningKey signing_key_from_seed(const Secret& seed) {
  SigningKey key{Secret(crypto_sign_SECRETKEYBYTES), {}};
  crypto_sign_seed_keypair(key.verify_key.bytes.data(), key.secret.reveal().data(), seed.reveal().data());
  return key;
}

Signature sign(const SigningKey& key, View message) {
  Signature signature;
  crypto_sign_detached(signature.data(), nullptr, message.data(), message.size(), key.secret.reveal().data());
  return signature;
}

bool verifies(const VerifyKey& key, View message, View signature) {
  return signature.size() == crypto_sign_BYTES &&
         crypto_sign_verify_detached(signature.data(), message.data(), message.size(), key.bytes.data()) == 0;
}

}  // namespace portal
