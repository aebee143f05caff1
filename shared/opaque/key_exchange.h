// RFC 9807 §6.4: what both sides compute from the three Diffie-Hellman results and the transcript.
#pragma once

#include <array>

#include "shared/base/result.h"
#include "shared/crypto/keys.h"
#include "shared/opaque/identities.h"
#include "shared/opaque/messages.h"

namespace portal::opaque {

struct Transcript {
  View context;
  const Identities& identities;
  const Element& client_public_key;  // stand for identities that are absent
  const Element& server_public_key;
  View ke1;
  const CredentialResponse& credential_response;
  const Fixed<32>& server_nonce;
  const Element& server_public_keyshare;
};
Result<Bytes> preamble(const Transcript& transcript);

struct DiffieHellman {
  const Scalar& scalar;
  const Element& element;
};
// The three in the order of RFC 9807 §6.4.3 and §6.4.4.
Result<Secret> triple_diffie_hellman(const std::array<DiffieHellman, 3>& three);

struct Agreed {
  Secret server_mac;           // 64
  Secret expected_client_mac;  // 64
  SessionKey session_key;
};
Agreed agree(const Secret& input_key_material, View preamble);

// masked_response, and back: XOR with a pad from the masking key.
Fixed<128> mask(View masking_key, View masking_nonce, const Fixed<128>& response);

}  // namespace portal::opaque
