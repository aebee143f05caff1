#include "shared/opaque/group.h"

#include <doctest/doctest.h>
#include <sodium.h>

#include "tests/unit/known_answers.h"
#include "tests/unit/randoms.h"

namespace portal::opaque {
namespace {

using test::hex;
using test::text_in;

std::optional<nlohmann::json> find_ristretto_vectors() {
  return test::find_vectors("ristretto255/rfc9496-ristretto255.json");
}

Bytes decoded(const nlohmann::json& text) {
  auto bytes = decode_hex(text.get<std::string>());
  REQUIRE(bytes);
  return *bytes;
}

Scalar small_scalar(std::uint8_t value) {
  Scalar scalar{Secret(32)};
  scalar.bytes.reveal()[0] = value;
  return scalar;
}

// L = 2^252 + 27742317777372353535851937790883648493, little-endian.
Bytes order() {
  return *decode_hex("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");
}

Bytes plus_one(Bytes number) {
  for (std::uint8_t& byte : number)
    if (++byte != 0) break;
  return number;
}

TEST_CASE("RFC 9496: the multiples of the generator, of which the identity is refused") {
  const auto file = find_ristretto_vectors();
  if (!file) return;
  const nlohmann::json& multiples = (*file)["multiples_of_generator"];
  CHECK_FALSE(decode_element(decoded(multiples[0])));
  for (std::uint8_t i = 1; i < multiples.size(); ++i) {
    const auto element = decode_element(decoded(multiples[i]));
    REQUIRE(element);
    const auto multiple = multiply_base(small_scalar(i));
    REQUIRE(multiple);
    CHECK(*multiple == *element);
  }
}

TEST_CASE("RFC 9496: all invalid encodings are refused") {
  const auto file = find_ristretto_vectors();
  if (!file) return;
  CHECK((*file)["invalid_encodings"].size() >= 29);
  const Scalar one = small_scalar(1);
  for (const nlohmann::json& item : (*file)["invalid_encodings"]) {
    const Bytes bytes = decoded(item);
    CHECK_MESSAGE(!decode_element(bytes), item.get<std::string>());
    const Element forced{*fixed<32>(bytes)};
    CHECK_MESSAGE(!multiply(one, forced), item.get<std::string>());
  }
}

TEST_CASE("RFC 9496: the one-way map of this libsodium") {
  const auto file = find_ristretto_vectors();
  if (!file) return;
  Fixed<32> mapped;
  for (const nlohmann::json& item : (*file)["one_way_map"]) {
    REQUIRE(crypto_core_ristretto255_from_hash(mapped.data(), test::hex_in(item, "input").data()) == 0);
    CHECK(hex(mapped) == text_in(item, "output"));
  }
  const nlohmann::json& same = (*file)["one_way_map_same_output"];
  for (const nlohmann::json& input : same["inputs"]) {
    REQUIRE(crypto_core_ristretto255_from_hash(mapped.data(), decoded(input).data()) == 0);
    CHECK(hex(mapped) == text_in(same, "output"));
  }
}

TEST_CASE("an element has 32 bytes") {
  const Fixed<32> base = multiply_base(small_scalar(1))->bytes;
  CHECK(decode_element(base));
  CHECK_FALSE(decode_element({}));
  CHECK_FALSE(decode_element(View(base).first(31)));
  Bytes longer = copy_of(base);
  longer.push_back(0);
  CHECK_FALSE(decode_element(longer));
}

TEST_CASE("a scalar is above zero and below the order of the group") {
  Bytes below = order();
  below[0] = static_cast<std::uint8_t>(below[0] - 1);
  CHECK(decode_scalar(below));
  CHECK(decode_scalar(small_scalar(1).bytes.reveal()));

  CHECK_FALSE(decode_scalar(Bytes(32, 0)));
  CHECK_FALSE(decode_scalar(order()));
  CHECK_FALSE(decode_scalar(plus_one(order())));
  CHECK_FALSE(decode_scalar(Bytes(32, 0xff)));
  Bytes top_bit = copy_of(small_scalar(1).bytes.reveal());  // libsodium ignores this bit
  top_bit[31] = 0x80;
  CHECK_FALSE(decode_scalar(top_bit));
  CHECK_FALSE(decode_scalar(View(below).first(31)));
  below.push_back(0);
  CHECK_FALSE(decode_scalar(below));
  CHECK_FALSE(decode_scalar({}));
}

TEST_CASE("the inverse undoes a multiplication, and zero has none") {
  test::SeededRandom random(1);
  for (int i = 0; i < 20; ++i) {
    const Scalar scalar = random_scalar(random);
    CHECK(decode_scalar(scalar.bytes.reveal()));
    const Element element = *multiply_base(random_scalar(random));
    const auto inverse = invert(scalar);
    REQUIRE(inverse);
    const auto there = multiply(scalar, element);
    REQUIRE(there);
    CHECK(*multiply(*inverse, *there) == element);
  }
  CHECK_FALSE(invert(small_scalar(0)));
}

TEST_CASE("what would be the identity is a fault") {
  const Scalar zero = small_scalar(0);
  CHECK_FALSE(multiply_base(zero));
  CHECK_FALSE(multiply(zero, *multiply_base(small_scalar(1))));
  CHECK_FALSE(multiply(small_scalar(1), Element{}));
}

TEST_CASE("RFC 9380: expand_message_xmd with SHA-512") {
  const auto file = test::find_vectors("h2c/expand_message_xmd_SHA512_38.json");
  if (!file) return;
  const std::string dst = text_in(*file, "DST");
  CHECK((*file)["tests"].size() == 10);
  for (const nlohmann::json& item : (*file)["tests"]) {
    const auto size = static_cast<std::size_t>(std::stoul(text_in(item, "len_in_bytes"), nullptr, 16));
    const std::string message = text_in(item, "msg");
    const auto uniform = expand_message_xmd(view_of(message), view_of(dst), size);
    REQUIRE(uniform);
    CHECK(hex(uniform->reveal()) == text_in(item, "uniform_bytes"));
  }
}

TEST_CASE("RFC 9380: expand_message_xmd aborts where it must") {
  CHECK(expand_message_xmd({}, Bytes(255, 'd'), 32));
  CHECK_FALSE(expand_message_xmd({}, Bytes(256, 'd'), 32));
  CHECK(expand_message_xmd({}, view_of("dst"), 255 * 64));
  CHECK_FALSE(expand_message_xmd({}, view_of("dst"), 255 * 64 + 1));
}

}  // namespace
}  // namespace portal::opaque
