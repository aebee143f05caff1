// The client's half of OPAQUE-3DH (RFC 9807, ristretto255-SHA512, HKDF- and HMAC-SHA512).
//
// The key stretching function takes long and runs elsewhere, so each run is cut in two there:
//   start → answer of the server → recover_oprf_output → Stretch → finish
// Whatever the other side did wrong is one Fault::unauthenticated.
#pragma once

#include "shared/base/random.h"
#include "shared/base/result.h"
#include "shared/crypto/keys.h"
#include "shared/opaque/identities.h"
#include "shared/opaque/messages.h"

namespace portal::opaque {

struct OprfOutput {  // what is to be stretched
  Secret bytes;      // 64
};
struct StretchedOutput {  // Stretch(OprfOutput)
  Secret bytes;           // 64
};

// Registration, RFC 9807 §5.

struct ClientRegistrationState {
  Secret password;
  Scalar blind;
};
struct RegistrationStart {
  Fixed<32> request;
  ClientRegistrationState state;
};
// Fault::malformed for a password of more than 65535 bytes.
Result<RegistrationStart> create_registration_request(View password, Random& random);

Result<OprfOutput> recover_oprf_output(const ClientRegistrationState& state, View registration_response);

struct RegistrationFinish {
  Fixed<192> record;  // for the server
  ExportKey export_key;
  Element server_public_key;
};
Result<RegistrationFinish> finalize_registration_request(ClientRegistrationState state,
                                                         View registration_response,
                                                         const StretchedOutput& stretched,
                                                         const Identities& identities, Random& random);

// Login, RFC 9807 §6.

struct ClientLoginState {
  Secret password;
  Scalar blind;
  Scalar client_secret;  // of the keyshare
  Fixed<96> ke1;
};
struct LoginStart {
  Fixed<96> ke1;
  ClientLoginState state;
};
Result<LoginStart> generate_ke1(View password, Random& random);

Result<OprfOutput> recover_oprf_output(const ClientLoginState& state, View ke2);

struct LoginFinish {
  Fixed<64> ke3;
  SessionKey session_key;
  ExportKey export_key;
  Element server_public_key;
};
// A wrong password and a false server look the same.
Result<LoginFinish> generate_ke3(ClientLoginState state, View ke2, const StretchedOutput& stretched,
                                 View context, const Identities& identities);

}  // namespace portal::opaque
