// Guards the build of libsodium itself: its Argon2 has been seen to give wrong hashes, without an error, when
// it was compiled for wasm with SIMD.
#include <doctest/doctest.h>
#include <sodium.h>

#include "shared/base/encoding.h"
#include "tests/unit/vectors.h"

namespace portal {
namespace {

std::string argon2id(View input, View salt, unsigned long long passes, std::size_t kib, std::size_t size) {
  REQUIRE(salt.size() == crypto_pwhash_argon2id_SALTBYTES);
  Bytes out(size);
  const int failed =
      crypto_pwhash_argon2id(out.data(), out.size(), reinterpret_cast<const char*>(input.data()),
                             input.size(), salt.data(), passes, kib * 1024, crypto_pwhash_ALG_ARGON2ID13);
  return failed != 0 ? "failed" : encode_hex(out);
}

TEST_CASE("Argon2id gives the native library's answer") {
  REQUIRE(sodium_init() >= 0);
  CHECK(argon2id(Bytes(64, 0), Bytes(16, 0), 1, 8, 64) ==
        "8f703929e608963568fc957b000d21093e096cb961156f25b2846dfeb0cf2039"
        "4bfa1abf3e14994d4103bbcf84a4b56f837ebc68c556e474b05a59fc2bd62421");
}

TEST_CASE("Argon2id vectors, the profile of the shipped client among them") {
  const auto vectors = test::find_vectors("argon2/argon2id.json");
  if (!vectors) return;
  int tried = 0;
  for (const auto& test : (*vectors)["groups"][0]["tests"]) {
    const std::size_t kib = test.value("m_kib", 0u);
    const unsigned passes = test.value("t", 0u);
    // More than the client ever takes, and the same code again.
    if (kib > 65'536 || (kib > 1'024 && passes < 3)) continue;
    const auto salt = decode_hex(test.value("salt_hex", ""));
    const auto input = decode_hex(test.value("input_hex", ""));
    REQUIRE(salt);
    REQUIRE(input);
    CAPTURE(passes);
    CAPTURE(kib);
    CHECK(argon2id(*input, *salt, passes, kib, test.value("out_len", 0u)) == test.value("out_hex", ""));
    ++tried;
  }
  CHECK(tried >= 9);
}

TEST_CASE("an even choice stays below its bound") {
  bool seen[5] = {};
  for (int i = 0; i < 500; ++i) {
    const std::uint32_t value = randombytes_uniform(5);
    REQUIRE(value < 5);
    seen[value] = true;
  }
  for (bool each : seen) CHECK(each);
  CHECK(randombytes_uniform(1) == 0);
}

}  // namespace
}  // namespace portal
