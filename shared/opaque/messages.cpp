#include "shared/opaque/messages.h"

namespace portal::opaque {
namespace {

// Takes the fields of a message, whose length was checked, from the front.
class Reader {
 public:
  explicit Reader(View bytes) : left_(bytes) {}

  template <std::size_t size>
  Result<Fixed<size>> take() {
    if (left_.size() < size) return Fault::malformed;
    const View front = left_.first(size);
    left_ = left_.subspan(size);
    return fixed<size>(front);
  }

  Result<Element> take_element() { return decode_element(TRY(take<32>())); }

 private:
  View left_;
};

}  // namespace

Fixed<32> encode(const RegistrationRequest& message) {
  return message.blinded_message.bytes;
}

Fixed<64> encode(const RegistrationResponse& message) {
  return join_fixed(message.evaluated_message.bytes, message.server_public_key.bytes);
}

Fixed<96> encode(const Envelope& message) {
  return join_fixed(message.envelope_nonce, message.auth_tag);
}

Fixed<192> encode(const RegistrationRecord& message) {
  return join_fixed(message.client_public_key.bytes, message.masking_key, encode(message.envelope));
}

Fixed<192> encode(const CredentialResponse& message) {
  return join_fixed(message.evaluated_message.bytes, message.masking_nonce, message.masked_response);
}

Fixed<96> encode(const KE1& message) {
  return join_fixed(message.credential_request.blinded_message.bytes, message.auth_request.client_nonce,
                    message.auth_request.client_public_keyshare.bytes);
}

Fixed<320> encode(const KE2& message) {
  return join_fixed(encode(message.credential_response), message.auth_response.server_nonce,
                    message.auth_response.server_public_keyshare.bytes, message.auth_response.server_mac);
}

Result<RegistrationRequest> decode_registration_request(View bytes) {
  return RegistrationRequest{TRY(decode_element(bytes))};
}

Result<RegistrationResponse> decode_registration_response(View bytes) {
  if (bytes.size() != 64) return Fault::malformed;
  Reader reader(bytes);
  const Element evaluated_message = TRY(reader.take_element());
  const Element server_public_key = TRY(reader.take_element());
  return RegistrationResponse{evaluated_message, server_public_key};
}

Result<Envelope> decode_envelope(View bytes) {
  if (bytes.size() != 96) return Fault::malformed;
  Reader reader(bytes);
  const Fixed<32> envelope_nonce = TRY(reader.take<32>());
  const Fixed<64> auth_tag = TRY(reader.take<64>());
  return Envelope{envelope_nonce, auth_tag};
}

Result<RegistrationRecord> decode_registration_record(View bytes) {
  if (bytes.size() != 192) return Fault::malformed;
  Reader reader(bytes);
  const Element client_public_key = TRY(reader.take_element());
  const Fixed<64> masking_key = TRY(reader.take<64>());
  const Envelope envelope = TRY(decode_envelope(bytes.last(96)));
  return RegistrationRecord{client_public_key, masking_key, envelope};
}

Result<KE1> decode_ke1(View bytes) {
  if (bytes.size() != 96) return Fault::malformed;
  Reader reader(bytes);
  const Element blinded_message = TRY(reader.take_element());
  const Fixed<32> client_nonce = TRY(reader.take<32>());
  const Element client_public_keyshare = TRY(reader.take_element());
  return KE1{{blinded_message}, {client_nonce, client_public_keyshare}};
}

Result<KE2> decode_ke2(View bytes) {
  if (bytes.size() != 320) return Fault::malformed;
  Reader reader(bytes);
  const Element evaluated_message = TRY(reader.take_element());
  const Fixed<32> masking_nonce = TRY(reader.take<32>());
  const Fixed<128> masked_response = TRY(reader.take<128>());
  const Fixed<32> server_nonce = TRY(reader.take<32>());
  const Element server_public_keyshare = TRY(reader.take_element());
  const Fixed<64> server_mac = TRY(reader.take<64>());
  return KE2{{evaluated_message, masking_nonce, masked_response},
             {server_nonce, server_public_keyshare, server_mac}};
}

Result<KE3> decode_ke3(View bytes) {
  return KE3{TRY(fixed<64>(bytes))};
}

}  // namespace portal::opaque
