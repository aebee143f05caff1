#include "shared/opaque/client.h"

#include <algorithm>

#include "shared/crypto/hash.h"
#include "shared/crypto/hkdf.h"
#include "shared/opaque/envelope.h"
#include "shared/opaque/key_exchange.h"
#include "shared/opaque/oprf.h"

namespace portal::opaque {
namespace {

// Whatever it was that failed.
template <class T>
Result<T> as_one_fault(Result<T> result) {
  if (!result) return Fault::unauthenticated;
  return result;
}

Result<Secret> derive_randomized_password(View password, const Scalar& blind, const Element& evaluated,
                                          const StretchedOutput& stretched) {
  const Secret oprf_output = TRY(finalize(password, blind, evaluated));
  const Secret input = join_secret({oprf_output.reveal(), stretched.bytes.reveal()});
  return hkdf_extract({}, input.reveal());
}

Result<RegistrationFinish> finish_registration(const ClientRegistrationState& state, View response_bytes,
                                               const StretchedOutput& stretched, const Identities& identities,
                                               Random& random) {
  const RegistrationResponse response = TRY(decode_registration_response(response_bytes));
  const Secret randomized_password = TRY(derive_randomized_password(state.password.reveal(), state.blind,
                                                                    response.evaluated_message, stretched));
  Stored stored = TRY(store(randomized_password, response.server_public_key, identities, random));
  const RegistrationRecord record{stored.client_public_key, stored.masking_key, stored.envelope};
  return RegistrationFinish{encode(record), std::move(stored.export_key), response.server_public_key};
}

struct Unmasked {
  Element server_public_key;
  Envelope envelope;
};

// RFC 9807 §6.3.2.3, with another password: bytes that are hardly ever a group element.
Result<Unmasked> unmask(const Secret& randomized_password, const CredentialResponse& response) {
  const Secret masking_key = hkdf_expand(randomized_password.reveal(), view_of("MaskingKey"), 64);
  const Fixed<128> clear = mask(masking_key.reveal(), response.masking_nonce, response.masked_response);
  const Element server_public_key = TRY(decode_element(View(clear).first(32)));
  const Envelope envelope = TRY(decode_envelope(View(clear).subspan(32)));
  return Unmasked{server_public_key, envelope};
}

Result<LoginFinish> finish_login(const ClientLoginState& state, View ke2_bytes,
                                 const StretchedOutput& stretched, View context,
                                 const Identities& identities) {
  const KE2 ke2 = TRY(decode_ke2(ke2_bytes));
  const CredentialResponse& response = ke2.credential_response;
  const Secret randomized_password = TRY(derive_randomized_password(state.password.reveal(), state.blind,
                                                                    response.evaluated_message, stretched));
  const Unmasked unmasked = TRY(unmask(randomized_password, response));
  Recovered recovered =
      TRY(recover(randomized_password, unmasked.server_public_key, unmasked.envelope, identities));

  const Element& server_public_keyshare = ke2.auth_response.server_public_keyshare;
  const Secret input_key_material =
      TRY(triple_diffie_hellman({{{state.client_secret, server_public_keyshare},
                                  {state.client_secret, unmasked.server_public_key},
                                  {recovered.client.private_key, server_public_keyshare}}}));
  const Bytes transcript =
      TRY(preamble({context, identities, recovered.client.public_key, unmasked.server_public_key, state.ke1,
                    response, ke2.auth_response.server_nonce, server_public_keyshare}));
  Agreed agreed = agree(input_key_material, transcript);
  if (!equal_in_constant_time(agreed.server_mac.reveal(), ke2.auth_response.server_mac))
    return Fault::unauthenticated;

  LoginFinish finish{
      {}, std::move(agreed.session_key), std::move(recovered.export_key), unmasked.server_public_key};
  const View client_mac = agreed.expected_client_mac.reveal();
  std::copy(client_mac.begin(), client_mac.end(), finish.ke3.begin());
  return finish;
}

Result<OprfOutput> as_oprf_output(Result<Secret> finalized) {
  if (!finalized) return Fault::unauthenticated;
  return OprfOutput{std::move(*finalized)};
}

}  // namespace

Result<RegistrationStart> create_registration_request(View password, Random& random) {
  Blinded blinded = TRY(blind(password, random));
  return RegistrationStart{encode(RegistrationRequest{blinded.blinded_element}),
                           {Secret(password), std::move(blinded.blind)}};
}

Result<OprfOutput> recover_oprf_output(const ClientRegistrationState& state, View registration_response) {
  const Result<RegistrationResponse> response = decode_registration_response(registration_response);
  if (!response) return Fault::unauthenticated;
  return as_oprf_output(finalize(state.password.reveal(), state.blind, response->evaluated_message));
}

Result<RegistrationFinish> finalize_registration_request(ClientRegistrationState state,
                                                         View registration_response,
                                                         const StretchedOutput& stretched,
                                                         const Identities& identities, Random& random) {
  return as_one_fault(finish_registration(state, registration_response, stretched, identities, random));
}

Result<LoginStart> generate_ke1(View password, Random& random) {
  Blinded blinded = TRY(blind(password, random));
  Fixed<32> client_nonce;
  random.fill(client_nonce);
  const Secret client_keyshare_seed = random.make_secret(32);
  KeyPair keyshare = TRY(derive_diffie_hellman_key_pair(client_keyshare_seed.reveal()));

  const Fixed<96> ke1 = encode(KE1{{blinded.blinded_element}, {client_nonce, keyshare.public_key}});
  return LoginStart{ke1, {Secret(password), std::move(blinded.blind), std::move(keyshare.private_key), ke1}};
}

Result<OprfOutput> recover_oprf_output(const ClientLoginState& state, View ke2) {
  const Result<KE2> decoded = decode_ke2(ke2);
  if (!decoded) return Fault::unauthenticated;
  return as_oprf_output(
      finalize(state.password.reveal(), state.blind, decoded->credential_response.evaluated_message));
}

Result<LoginFinish> generate_ke3(ClientLoginState state, View ke2, const StretchedOutput& stretched,
                                 View context, const Identities& identities) {
  return as_one_fault(finish_login(state, ke2, stretched, context, identities));
}

}  // namespace portal::opaque
