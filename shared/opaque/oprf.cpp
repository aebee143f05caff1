#include "shared/opaque/oprf.h"

#include <string>
#include <string_view>

#include "shared/crypto/hash.h"

namespace portal::opaque {
namespace {

// RFC 9497 §3.1: contextString = "OPRFV1-" || I2OSP(mode, 1) || "-" || identifier
Bytes with_context_string(std::string_view label) {
  using namespace std::string_view_literals;
  return join({view_of(label), view_of("OPRFV1-\0-ristretto255-SHA512"sv)});
}

constexpr std::size_t kLongestInput = 65535;

}  // namespace

Result<KeyPair> derive_key_pair(View seed, View info) {
  if (seed.size() != 32 || info.size() > kLongestInput) return Fault::malformed;
  Bytes length;
  append_u16be(length, static_cast<std::uint16_t>(info.size()));
  const Bytes dst = with_context_string("DeriveKeyPair");
  // RFC 9497 §3.2.1: counter from 0 while skS == 0, error at 256
  for (int counter = 0; counter < 256; ++counter) {
    const std::uint8_t byte = static_cast<std::uint8_t>(counter);
    const Secret input = join_secret({seed, length, info, {&byte, 1}});
    Result<Scalar> private_key = hash_to_scalar(input.reveal(), dst);
    if (!private_key) continue;
    const Element public_key = TRY(multiply_base(*private_key));
    return KeyPair{std::move(*private_key), public_key};
  }
  return Fault::malformed;
}

Result<Blinded> blind(View input, Random& random) {
  if (input.size() > kLongestInput) return Fault::malformed;
  Scalar blind = random_scalar(random);
  const Element element = TRY(hash_to_group(input, with_context_string("HashToGroup-")));
  const Element blinded = TRY(multiply(blind, element));
  return Blinded{std::move(blind), blinded};
}

Result<Element> blind_evaluate(const Scalar& private_key, const Element& blinded_element) {
  return multiply(private_key, blinded_element);
}

Result<Secret> finalize(View input, const Scalar& blind, const Element& evaluated_element) {
  if (input.size() > kLongestInput) return Fault::malformed;
  const Scalar inverse = TRY(invert(blind));
  Element unblinded = TRY(multiply(inverse, evaluated_element));
  Bytes input_length;
  append_u16be(input_length, static_cast<std::uint16_t>(input.size()));
  Bytes element_length;
  append_u16be(element_length, 32);
  // RFC 9497 §3.3.1: I2OSP(len(input), 2) || input || I2OSP(len(unblindedElement), 2) || unblindedElement ||
  // "Finalize"
  Secret output = sha512({input_length, input, element_length, unblinded.bytes, view_of("Finalize")});
  wipe(unblinded.bytes);
  return output;
}

}  // namespace portal::opaque
