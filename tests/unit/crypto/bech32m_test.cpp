#include "shared/crypto/bech32m.h"

#include <doctest/doctest.h>

#include "tests/unit/known_answers.h"

namespace portal {
namespace {

TEST_CASE("BIP-350: the valid strings are read and printed again") {
  const auto file = test::find_vectors("bech32m/bip350.json");
  if (!file) return;
  for (const nlohmann::json& item : (*file)["valid_bech32m"]) {
    std::string text = item.get<std::string>();
    CAPTURE(text);
    const auto decoded = decode_bech32m(view_of(text));
    REQUIRE(decoded);
    for (char& c : text)
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    CHECK(text_of(encode_bech32m(decoded->prefix, decoded->symbols.reveal()).reveal()) == text);
  }
}

TEST_CASE("BIP-350: the invalid strings are refused") {
  const auto file = test::find_vectors("bech32m/bip350.json");
  if (!file) return;
  for (const nlohmann::json& item : (*file)["invalid_bech32m"]) {
    std::string text = test::text_in(item, "string");
    if (item["prefix_byte"].is_string())
      text.insert(text.begin(),
                  static_cast<char>(std::stoi(test::text_in(item, "prefix_byte"), nullptr, 16)));
    CHECK_MESSAGE(!decode_bech32m(view_of(text)), test::text_in(item, "reason"));
  }
}

TEST_CASE("the older checksum of Bech32 is not taken") {
  CHECK_FALSE(decode_bech32m(view_of("a12uel5l")));
  CHECK_FALSE(decode_bech32m(view_of("abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw")));
}

}  // namespace
}  // namespace portal
