#include "shared/opaque/oprf.h"

#include <doctest/doctest.h>

#include "tests/unit/known_answers.h"
#include "tests/unit/randoms.h"

namespace portal::opaque {
namespace {

using test::hex;
using test::hex_in;
using test::text_in;

TEST_CASE("RFC 9497 A.1.1: OPRF(ristretto255, SHA-512)") {
  const auto file = test::find_vectors("oprf/rfc9497-ristretto255-sha512-oprf.json");
  if (!file) return;
  const nlohmann::json& suite = (*file)["vectors"][0];
  const auto key_pair = derive_key_pair(hex_in(suite, "seed"), hex_in(suite, "keyInfo"));
  REQUIRE(key_pair);
  CHECK(hex(key_pair->private_key.bytes.reveal()) == text_in(suite, "skSm"));
  CHECK(suite["vectors"].size() == 2);

  for (const nlohmann::json& item : suite["vectors"]) {
    const Bytes input = hex_in(item, "Input");
    test::ScriptedRandom random({hex_in(item, "Blind"), Fixed<32>{}});
    const auto blinded = blind(input, random);
    REQUIRE(blinded);
    CHECK(hex(blinded->blind.bytes.reveal()) == text_in(item, "Blind"));
    CHECK(hex(blinded->blinded_element.bytes) == text_in(item, "BlindedElement"));

    const auto evaluated = blind_evaluate(key_pair->private_key, blinded->blinded_element);
    REQUIRE(evaluated);
    CHECK(hex(evaluated->bytes) == text_in(item, "EvaluationElement"));

    const auto output = finalize(input, blinded->blind, *evaluated);
    REQUIRE(output);
    CHECK(hex(output->reveal()) == text_in(item, "Output"));
  }
}

TEST_CASE("the output does not depend on the blind, and does on input and key") {
  test::SeededRandom random(1);
  const Scalar key = random_scalar(random);
  const auto evaluate = [&](std::string_view input, const Scalar& with) {
    const auto blinded = blind(view_of(input), random);
    REQUIRE(blinded);
    const auto output =
        finalize(view_of(input), blinded->blind, *blind_evaluate(with, blinded->blinded_element));
    REQUIRE(output);
    return hex(output->reveal());
  };
  const std::string once = evaluate("password", key);
  CHECK(evaluate("password", key) == once);
  CHECK(evaluate("Password", key) != once);
  CHECK(evaluate("password", random_scalar(random)) != once);
}

TEST_CASE("an input has at most 65535 bytes") {
  test::SeededRandom random(1);
  CHECK(blind(Bytes(65535, 'x'), random));
  CHECK_FALSE(blind(Bytes(65536, 'x'), random));
  CHECK_FALSE(finalize(Bytes(65536, 'x'), random_scalar(random), *multiply_base(random_scalar(random))));
}

TEST_CASE("a seed has 32 bytes") {
  CHECK(derive_key_pair(Bytes(32, 1), view_of("info")));
  CHECK_FALSE(derive_key_pair(Bytes(31, 1), view_of("info")));
  CHECK_FALSE(derive_key_pair(Bytes(33, 1), view_of("info")));
}

}  // namespace
}  // namespace portal::opaque
