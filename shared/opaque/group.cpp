#include "shared/opaque/group.h"

#include <algorithm>
#include <sodium.h>

#include "shared/crypto/hash.h"

namespace portal::opaque {
namespace {

// The remainder of 64 bytes modulo L.
Secret reduce(View bytes64) {
  Secret reduced(crypto_core_ristretto255_SCALARBYTES);
  crypto_core_ristretto255_scalar_reduce(reduced.reveal().data(), bytes64.data());
  return reduced;
}

bool is_zero(View bytes) {
  return sodium_is_zero(bytes.data(), bytes.size()) == 1;
}

}  // namespace

Result<Element> decode_element(View bytes) {
  const Element element{TRY(fixed<32>(bytes))};
  // libsodium calls the identity valid, and 1.0.18 looks past the highest bit.
  const bool has_high_bit = (element.bytes[31] & 0x80) != 0;
  if (is_zero(bytes) || has_high_bit || crypto_core_ristretto255_is_valid_point(bytes.data()) != 1)
    return Fault::malformed;
  return element;
}

Result<Scalar> decode_scalar(View bytes) {
  if (bytes.size() != crypto_core_ristretto255_SCALARBYTES || is_zero(bytes)) return Fault::malformed;
  // libsodium takes scalars of L and more: only what reduction leaves alone is canonical.
  const Secret wide = join_secret({bytes, Fixed<32>{}});
  Secret reduced = reduce(wide.reveal());
  if (!equal_in_constant_time(reduced.reveal(), bytes)) return Fault::malformed;
  return Scalar{std::move(reduced)};
}

Scalar random_scalar(Random& random) {
  Scalar scalar;
  do {
    scalar.bytes = reduce(random.make_secret(crypto_core_ristretto255_NONREDUCEDSCALARBYTES).reveal());
  } while (is_zero(scalar.bytes.reveal()));
  return scalar;
}

Result<Scalar> invert(const Scalar& scalar) {
  Scalar inverse{Secret(crypto_core_ristretto255_SCALARBYTES)};
  if (crypto_core_ristretto255_scalar_invert(inverse.bytes.reveal().data(), scalar.bytes.reveal().data()) !=
      0) {
    return Fault::malformed;
  }
  return inverse;
}

Result<Element> multiply(const Scalar& scalar, const Element& element) {
  Element product;
  if (crypto_scalarmult_ristretto255(product.bytes.data(), scalar.bytes.reveal().data(),
                                     element.bytes.data()) != 0) {
    return Fault::malformed;
  }
  return product;
}

Result<Element> multiply_base(const Scalar& scalar) {
  Element product;
  if (crypto_scalarmult_ristretto255_base(product.bytes.data(), scalar.bytes.reveal().data()) != 0)
    return Fault::malformed;
  return product;
}

Result<Secret> expand_message_xmd(View message, View dst, std::size_t size) {
  constexpr std::size_t kHashSize = 64;
  constexpr std::size_t kBlockSize = 128;
  // RFC 9380 §5.3.1: 2. ABORT if ell > 255 or len_in_bytes > 65535 or len(DST) > 255
  const std::size_t ell = (size + kHashSize - 1) / kHashSize;
  if (ell > 255 || dst.size() > 255) return Fault::malformed;

  Bytes dst_prime = copy_of(dst);
  dst_prime.push_back(static_cast<std::uint8_t>(dst.size()));
  Bytes length;
  append_u16be(length, static_cast<std::uint16_t>(size));
  const Fixed<kBlockSize> z_pad{};
  const std::uint8_t zero = 0;

  // 7. b_0 = H(msg_prime), msg_prime = Z_pad || msg || l_i_b_str || I2OSP(0, 1) || DST_prime
  const Secret b_0 = sha512({z_pad, message, length, {&zero, 1}, dst_prime});
  // 8.–10. b_i = H(strxor(b_0, b_(i - 1)) || I2OSP(i, 1) || DST_prime); for b_1 with b_0 alone
  Secret output(size);
  Secret mixed = b_0.duplicate();
  for (std::size_t i = 1; i <= ell; ++i) {
    const std::uint8_t counter = static_cast<std::uint8_t>(i);
    const Secret b_i = sha512({mixed.reveal(), {&counter, 1}, dst_prime});
    const std::size_t done = (i - 1) * kHashSize;
    std::copy_n(b_i.reveal().begin(), std::min(kHashSize, size - done),
                output.reveal().begin() + static_cast<std::ptrdiff_t>(done));
    for (std::size_t k = 0; k < kHashSize; ++k)
      mixed.reveal()[k] = static_cast<std::uint8_t>(b_0.reveal()[k] ^ b_i.reveal()[k]);
  }
  return output;
}

Result<Element> hash_to_group(View input, View dst) {
  const Secret uniform = TRY(expand_message_xmd(input, dst, crypto_core_ristretto255_HASHBYTES));
  Element element;
  if (crypto_core_ristretto255_from_hash(element.bytes.data(), uniform.reveal().data()) != 0 ||
      is_zero(element.bytes)) {
    return Fault::malformed;
  }
  return element;
}

Result<Scalar> hash_to_scalar(View input, View dst) {
  const Secret uniform = TRY(expand_message_xmd(input, dst, crypto_core_ristretto255_NONREDUCEDSCALARBYTES));
  Scalar scalar{reduce(uniform.reveal())};
  if (is_zero(scalar.bytes.reveal())) return Fault::malformed;
  return scalar;
}

}  // namespace portal::opaque
