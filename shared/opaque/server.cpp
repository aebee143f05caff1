#include "shared/opaque/server.h"

#include <algorithm>

#include "shared/crypto/hkdf.h"
#include "shared/opaque/envelope.h"
#include "shared/opaque/key_exchange.h"
#include "shared/opaque/oprf.h"

namespace portal::opaque {
namespace {

// RFC 9807 §5.2.2 and §6.3.2.2: each login has its own OPRF key, made anew each time.
Result<Element> evaluate(const ServerSetup& setup, View credential_identifier, const Element& blinded) {
  const Secret seed =
      hkdf_expand(setup.oprf_seed.reveal(), join({credential_identifier, view_of("OprfKey")}), 32);
  const KeyPair oprf_key = TRY(derive_key_pair(seed.reveal(), view_of("OPAQUE-DeriveKeyPair")));
  return blind_evaluate(oprf_key.private_key, blinded);
}

// RFC 9807 §6.3.2.2
Result<CredentialResponse> create_credential_response(const ServerSetup& setup,
                                                      const RegistrationRecord& record,
                                                      View credential_identifier, const Element& blinded,
                                                      Random& random) {
  CredentialResponse response;
  response.evaluated_message = TRY(evaluate(setup, credential_identifier, blinded));
  random.fill(response.masking_nonce);
  response.masked_response = mask(record.masking_key, response.masking_nonce,
                                  join_fixed(setup.server_public_key.bytes, encode(record.envelope)));
  return response;
}

}  // namespace

Result<ServerSetup> make_server_setup(Random& random) {
  Secret oprf_seed = random.make_secret(64);
  Scalar server_private_key = random_scalar(random);
  const Element server_public_key = TRY(multiply_base(server_private_key));
  return ServerSetup{std::move(oprf_seed), std::move(server_private_key), server_public_key};
}

Result<ServerSetup> load_server_setup(View oprf_seed, View server_private_key) {
  if (oprf_seed.size() != 64) return Fault::malformed;
  Scalar scalar = TRY(decode_scalar(server_private_key));
  const Element server_public_key = TRY(multiply_base(scalar));
  return ServerSetup{Secret(oprf_seed), std::move(scalar), server_public_key};
}

Result<Fixed<64>> create_registration_response(const ServerSetup& setup, View registration_request,
                                               View credential_identifier) {
  const RegistrationRequest request = TRY(decode_registration_request(registration_request));
  const Element evaluated = TRY(evaluate(setup, credential_identifier, request.blinded_message));
  return encode(RegistrationResponse{evaluated, setup.server_public_key});
}

Result<Fixed<192>> make_fake_record(Random& random) {
  RegistrationRecord record{};
  record.client_public_key = TRY(multiply_base(random_scalar(random)));
  random.fill(record.masking_key);
  return encode(record);
}

Secret encode(const ServerLoginState& state) {
  return join_secret({state.expected_client_mac.reveal(), state.session_key.bytes.reveal()});
}

Result<ServerLoginState> decode_server_login_state(View bytes) {
  if (bytes.size() != 128) return Fault::malformed;
  return ServerLoginState{Secret(bytes.first(64)), {Secret(bytes.last(64))}};
}

Result<ServerLoginStart> generate_ke2(const ServerSetup& setup, View record, View credential_identifier,
                                      View ke1, View context, const Identities& identities, Random& random) {
  const Result<RegistrationRecord> kept = decode_registration_record(record);
  if (!kept) return Fault::unavailable;  // the store is broken, the client did nothing wrong
  const KE1 request = TRY(decode_ke1(ke1));
  KE2 response;
  response.credential_response = TRY(create_credential_response(
      setup, *kept, credential_identifier, request.credential_request.blinded_message, random));

  // RFC 9807 §6.4.4: AuthServerRespond
  AuthResponse& auth = response.auth_response;
  random.fill(auth.server_nonce);
  const Secret server_keyshare_seed = random.make_secret(32);
  const KeyPair keyshare = TRY(derive_diffie_hellman_key_pair(server_keyshare_seed.reveal()));
  auth.server_public_keyshare = keyshare.public_key;
  const Element& client_public_keyshare = request.auth_request.client_public_keyshare;
  const Secret input_key_material =
      TRY(triple_diffie_hellman({{{keyshare.private_key, client_public_keyshare},
                                  {setup.server_private_key, client_public_keyshare},
                                  {keyshare.private_key, kept->client_public_key}}}));
  const Bytes transcript =
      TRY(preamble({context, identities, kept->client_public_key, setup.server_public_key, ke1,
                    response.credential_response, auth.server_nonce, auth.server_public_keyshare}));
  Agreed agreed = agree(input_key_material, transcript);
  const View server_mac = agreed.server_mac.reveal();
  std::copy(server_mac.begin(), server_mac.end(), auth.server_mac.begin());
  return ServerLoginStart{encode(response),
                          {std::move(agreed.expected_client_mac), std::move(agreed.session_key)}};
}

Result<SessionKey> server_finish(ServerLoginState state, View ke3) {
  if (!equal_in_constant_time(state.expected_client_mac.reveal(), ke3)) return Fault::unauthenticated;
  return std::move(state.session_key);
}

}  // namespace portal::opaque
