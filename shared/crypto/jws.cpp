#include "shared/crypto/jws.h"

#include "shared/base/encoding.h"
#include "shared/crypto/hash.h"

namespace portal {
namespace {

std::string header_of(const VerifyKey& key, std::string_view type) {
  return encode_base64url(view_of(R"({"alg":"EdDSA","kid":")" + key_thumbprint(key) + R"(","typ":")" +
                                  std::string(type) + "\"}"));
}

}  // namespace

std::string key_thumbprint(const VerifyKey& key) {
  // RFC 7638 §3.2, RFC 8037 §2: the required members in order, without spaces.
  return encode_base64url(
      sha256(view_of(R"({"crv":"Ed25519","kty":"OKP","x":")" + encode_base64url(key.bytes) + "\"}")));
}

std::string sign_jws(const SigningKey& key, std::string_view type, std::string_view payload) {
  // RFC 7515 §5.1: what is signed is ASCII(header ‖ "." ‖ payload), both in base64url.
  const std::string text = header_of(key.verify_key, type) + "." + encode_base64url(view_of(payload));
  return text + "." + encode_base64url(sign(key, view_of(text)));
}

Result<std::string> open_jws(const VerifyKey& key, std::string_view type, std::string_view jws) {
  const std::size_t last = jws.rfind('.');
  if (last == std::string_view::npos) return Fault::malformed;
  const std::string_view text = jws.substr(0, last);
  const std::string beginning = header_of(key, type) + ".";
  if (!text.starts_with(beginning)) return Fault::unauthenticated;
  if (!verifies(key, view_of(text), TRY(decode_base64url(jws.substr(last + 1))))) {
    return Fault::unauthenticated;
  }
  const Bytes payload = TRY(decode_base64url(text.substr(beginning.size())));
  return std::string(text_of(payload));
}

}  // namespace portal
