// RFC 9807 §4: what lets the client recover its private key from the password alone.
#pragma once

#include "shared/base/random.h"
#include "shared/base/result.h"
#include "shared/crypto/keys.h"
#include "shared/opaque/identities.h"
#include "shared/opaque/messages.h"
#include "shared/opaque/oprf.h"

namespace portal::opaque {

// RFC 9807 §2.1, for long-term keys and key shares. `seed` has 32 bytes.
Result<KeyPair> derive_diffie_hellman_key_pair(View seed);

struct Stored {
  Envelope envelope;
  Element client_public_key;
  Fixed<64> masking_key;
  ExportKey export_key;
};
Result<Stored> store(const Secret& randomized_password, const Element& server_public_key,
                     const Identities& identities, Random& random);

struct Recovered {
  KeyPair client;
  ExportKey export_key;
};
// Fault::unauthenticated: another password, or another server, or other identities.
Result<Recovered> recover(const Secret& randomized_password, const Element& server_public_key,
                          const Envelope& envelope, const Identities& identities);

}  // namespace portal::opaque
