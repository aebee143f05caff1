// The messages of RFC 9807 with ristretto255-SHA512. All sizes are fixed; a decoder demands the exact length
// and a valid group element wherever one stands, and returns Fault::malformed otherwise.
#pragma once

#include "shared/base/fixed.h"
#include "shared/base/result.h"
#include "shared/opaque/group.h"

namespace portal::opaque {

struct RegistrationRequest {
  Element blinded_message;
};

struct RegistrationResponse {
  Element evaluated_message;
  Element server_public_key;
};

struct Envelope {
  Fixed<32> envelope_nonce;
  Fixed<64> auth_tag;
};

struct RegistrationRecord {
  Element client_public_key;
  Fixed<64> masking_key;
  Envelope envelope;
};

struct CredentialRequest {
  Element blinded_message;
};

struct CredentialResponse {
  Element evaluated_message;
  Fixed<32> masking_nonce;
  Fixed<128> masked_response;  // server_public_key ‖ envelope, masked
};

struct AuthRequest {
  Fixed<32> client_nonce;
  Element client_public_keyshare;
};

struct AuthResponse {
  Fixed<32> server_nonce;
  Element server_public_keyshare;
  Fixed<64> server_mac;
};

struct KE1 {
  CredentialRequest credential_request;
  AuthRequest auth_request;
};

struct KE2 {
  CredentialResponse credential_response;
  AuthResponse auth_response;
};

struct KE3 {
  Fixed<64> client_mac;
};

Fixed<32> encode(const RegistrationRequest& message);
Fixed<64> encode(const RegistrationResponse& message);
Fixed<96> encode(const Envelope& message);
Fixed<192> encode(const RegistrationRecord& message);
Fixed<192> encode(const CredentialResponse& message);
Fixed<96> encode(const KE1& message);
Fixed<320> encode(const KE2& message);

Result<RegistrationRequest> decode_registration_request(View bytes);
Result<RegistrationResponse> decode_registration_response(View bytes);
Result<Envelope> decode_envelope(View bytes);
Result<RegistrationRecord> decode_registration_record(View bytes);
Result<KE1> decode_ke1(View bytes);
Result<KE2> decode_ke2(View bytes);
Result<KE3> decode_ke3(View bytes);

}  // namespace portal::opaque
