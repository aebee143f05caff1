#include "shared/crypto/sealed_box.h"

#include <algorithm>
#include <sodium.h>

namespace portal {
namespace {

constexpr std::size_t kSize = 32;
static_assert(crypto_box_SEALBYTES + kSize == sizeof(SealedBox));

}  // namespace

BoxKeyPair make_box_key_pair(Random& random) {
  const Secret seed = random.make_secret(crypto_box_SEEDBYTES);
  BoxKeyPair pair{{}, Secret(std::size_t{crypto_box_SECRETKEYBYTES})};
  crypto_box_seed_keypair(pair.public_key.data(), pair.secret_key.reveal().data(), seed.reveal().data());
  return pair;
}

// As crypto_box_seal, but with the randomness that is given.
Result<SealedBox> seal_box(const BoxPublicKey& recipient, View secret, Random& random) {
  if (secret.size() != kSize) return Fault::malformed;
  const BoxKeyPair ephemeral = make_box_key_pair(random);
  std::array<std::uint8_t, crypto_box_NONCEBYTES> nonce;
  crypto_generichash_state state;
  crypto_generichash_init(&state, nullptr, 0, nonce.size());
  crypto_generichash_update(&state, ephemeral.public_key.data(), ephemeral.public_key.size());
  crypto_generichash_update(&state, recipient.data(), recipient.size());
  crypto_generichash_final(&state, nonce.data(), nonce.size());
  SealedBox sealed;
  std::copy(ephemeral.public_key.begin(), ephemeral.public_key.end(), sealed.begin());
  if (crypto_box_easy(sealed.data() + ephemeral.public_key.size(), secret.data(), secret.size(), nonce.data(),
                      recipient.data(), ephemeral.secret_key.reveal().data()) != 0) {
    return Fault::malformed;
  }
  return sealed;
}

Result<Secret> open_box(const BoxKeyPair& recipient, const SealedBox& sealed) {
  Secret opened{std::size_t{kSize}};
  if (crypto_box_seal_open(opened.reveal().data(), sealed.data(), sealed.size(), recipient.public_key.data(),
                           recipient.secret_key.reveal().data()) != 0) {
    return Fault::unauthenticated;
  }
  return opened;
}

}  // namespace portal
