#include "shared/opaque/key_exchange.h"

#include <string_view>

#include "shared/crypto/hash.h"
#include "shared/crypto/hkdf.h"

namespace portal::opaque {
namespace {

// RFC 9807 §6.4.2: Derive-Secret(Secret, Label, Transcript-Hash) = Expand-Label(Secret, Label,
// Transcript-Hash, Nx), with struct { uint16 length; opaque label<8..255> = "OPAQUE-" + Label; opaque
// context<0..255>; }
Secret derive_secret(const Secret& secret, std::string_view label, View transcript_hash) {
  constexpr std::string_view kPrefix = "OPAQUE-";
  Bytes custom_label;
  append_u16be(custom_label, 64);
  custom_label.push_back(static_cast<std::uint8_t>(kPrefix.size() + label.size()));
  append(custom_label, view_of(kPrefix));
  append(custom_label, view_of(label));
  custom_label.push_back(static_cast<std::uint8_t>(transcript_hash.size()));
  append(custom_label, transcript_hash);
  return hkdf_expand(secret.reveal(), custom_label, 64);
}

}  // namespace

Result<Bytes> preamble(const Transcript& transcript) {
  const View server_key = transcript.server_public_key.bytes;
  const View client_key = transcript.client_public_key.bytes;
  // RFC 9807 §6.4.2.1
  Bytes bytes = bytes_of("OPAQUEv1-");
  TRY(append_vector(bytes, transcript.context));
  TRY(append_vector(bytes, transcript.identities.client.value_or(client_key)));
  append(bytes, transcript.ke1);
  TRY(append_vector(bytes, transcript.identities.server.value_or(server_key)));
  append(bytes, encode(transcript.credential_response));
  append(bytes, transcript.server_nonce);
  append(bytes, transcript.server_public_keyshare.bytes);
  return bytes;
}

Result<Secret> triple_diffie_hellman(const std::array<DiffieHellman, 3>& three) {
  Element dh1 = TRY(multiply(three[0].scalar, three[0].element));
  Element dh2 = TRY(multiply(three[1].scalar, three[1].element));
  Element dh3 = TRY(multiply(three[2].scalar, three[2].element));
  Secret input_key_material = join_secret({dh1.bytes, dh2.bytes, dh3.bytes});
  for (Element* dh : {&dh1, &dh2, &dh3}) wipe(dh->bytes);
  return input_key_material;
}

Agreed agree(const Secret& input_key_material, View preamble) {
  // RFC 9807 §6.4.2.2 and §6.4.4
  const Secret prk = hkdf_extract({}, input_key_material.reveal());
  const Secret preamble_hash = sha512({preamble});
  const Secret handshake_secret = derive_secret(prk, "HandshakeSecret", preamble_hash.reveal());
  Secret session_key = derive_secret(prk, "SessionKey", preamble_hash.reveal());
  const Secret km2 = derive_secret(handshake_secret, "ServerMAC", {});
  const Secret km3 = derive_secret(handshake_secret, "ClientMAC", {});

  Secret server_mac = hmac_sha512(km2.reveal(), {preamble_hash.reveal()});
  const Secret whole_hash = sha512({preamble, server_mac.reveal()});
  Secret client_mac = hmac_sha512(km3.reveal(), {whole_hash.reveal()});
  return {std::move(server_mac), std::move(client_mac), {std::move(session_key)}};
}

Fixed<128> mask(View masking_key, View masking_nonce, const Fixed<128>& response) {
  // RFC 9807 §6.3.2.2
  const Secret pad =
      hkdf_expand(masking_key, join({masking_nonce, view_of("CredentialResponsePad")}), response.size());
  Fixed<128> masked;
  for (std::size_t i = 0; i < masked.size(); ++i)
    masked[i] = static_cast<std::uint8_t>(response[i] ^ pad.reveal()[i]);
  return masked;
}

}  // namespace portal::opaque
