#include "shared/opaque/envelope.h"

#include <algorithm>
#include <string_view>

#include "shared/crypto/hash.h"
#include "shared/crypto/hkdf.h"

namespace portal::opaque {
namespace {

Secret expand(const Secret& randomized_password, View nonce, std::string_view label, std::size_t size) {
  return hkdf_expand(randomized_password.reveal(), join({nonce, view_of(label)}), size);
}

// RFC 9807 §4.1.1: the client's key pair is made anew from the password each time.
Result<KeyPair> derive_client_key_pair(const Secret& randomized_password, View nonce) {
  const Secret seed = expand(randomized_password, nonce, "PrivateKey", 32);
  return derive_diffie_hellman_key_pair(seed.reveal());
}

// RFC 9807 §4.1.2: MAC(auth_key, concat(envelope_nonce, cleartext_credentials))
Result<Secret> derive_auth_tag(const Secret& randomized_password, View nonce,
                               const Element& server_public_key, const Element& client_public_key,
                               const Identities& identities) {
  Bytes input = join({nonce, server_public_key.bytes});
  TRY(append_vector(input, identities.server.value_or(server_public_key.bytes)));
  TRY(append_vector(input, identities.client.value_or(client_public_key.bytes)));
  const Secret auth_key = expand(randomized_password, nonce, "AuthKey", 64);
  return hmac_sha512(auth_key.reveal(), {input});
}

Fixed<64> public_copy(const Secret& secret) {
  Fixed<64> copy{};
  std::copy_n(secret.reveal().begin(), copy.size(), copy.begin());
  return copy;
}

}  // namespace

Result<KeyPair> derive_diffie_hellman_key_pair(View seed) {
  return derive_key_pair(seed, view_of("OPAQUE-DeriveDiffieHellmanKeyPair"));
}

Result<Stored> store(const Secret& randomized_password, const Element& server_public_key,
                     const Identities& identities, Random& random) {
  Fixed<32> nonce;
  random.fill(nonce);
  const KeyPair client = TRY(derive_client_key_pair(randomized_password, nonce));
  const Secret auth_tag =
      TRY(derive_auth_tag(randomized_password, nonce, server_public_key, client.public_key, identities));
  const Secret masking_key = expand(randomized_password, {}, "MaskingKey", 64);
  return Stored{{nonce, public_copy(auth_tag)},
                client.public_key,
                public_copy(masking_key),
                {expand(randomized_password, nonce, "ExportKey", 64)}};
}

Result<Recovered> recover(const Secret& randomized_password, const Element& server_public_key,
                          const Envelope& envelope, const Identities& identities) {
  const View nonce = envelope.envelope_nonce;
  KeyPair client = TRY(derive_client_key_pair(randomized_password, nonce));
  const Secret expected =
      TRY(derive_auth_tag(randomized_password, nonce, server_public_key, client.public_key, identities));
  if (!equal_in_constant_time(expected.reveal(), envelope.auth_tag)) return Fault::unauthenticated;
  return Recovered{std::move(client), {expand(randomized_password, nonce, "ExportKey", 64)}};
}

}  // namespace portal::opaque
