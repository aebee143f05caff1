// The server's half of OPAQUE-3DH (RFC 9807, ristretto255-SHA512, HKDF- and HMAC-SHA512).
//
// Unknown logins take the same path with a fake record. What comes in and is not a message is
// Fault::malformed; whatever fails as proof is one Fault::unauthenticated.
#pragma once

#include "shared/base/random.h"
#include "shared/base/result.h"
#include "shared/crypto/keys.h"
#include "shared/opaque/identities.h"
#include "shared/opaque/messages.h"

namespace portal::opaque {

// Losing it makes every password useless; leaking it with the database permits guessing offline.
struct ServerSetup {
  Secret oprf_seed;  // 64
  Scalar server_private_key;
  Element server_public_key;
};
Result<ServerSetup> make_server_setup(Random& random);
// Fault::malformed unless the seed has 64 bytes and the key is a scalar, canonical and not zero.
Result<ServerSetup> load_server_setup(View oprf_seed, View server_private_key);

// RFC 9807 §5.2.2. `credential_identifier` is the normalised login, and never an id made at sign-up: else the
// answer to one fixed request would change when an address registers.
Result<Fixed<64>> create_registration_response(const ServerSetup& setup, View registration_request,
                                               View credential_identifier);

// A record that nobody can log in with: random public key and masking key, zero envelope (RFC 9807 §6.3.2.2).
Result<Fixed<192>> make_fake_record(Random& random);

// What the server keeps between KE2 and KE3; sealed if it is stored.
struct ServerLoginState {
  Secret expected_client_mac;  // 64
  SessionKey session_key;
};
Secret encode(const ServerLoginState& state);  // 128 bytes
Result<ServerLoginState> decode_server_login_state(View bytes);

struct ServerLoginStart {
  Fixed<320> ke2;
  ServerLoginState state;
};
Result<ServerLoginStart> generate_ke2(const ServerSetup& setup, View record, View credential_identifier,
                                      View ke1, View context, const Identities& identities, Random& random);

// Also for a KE3 of another length: Fault::unauthenticated.
Result<SessionKey> server_finish(ServerLoginState state, View ke3);

}  // namespace portal::opaque
