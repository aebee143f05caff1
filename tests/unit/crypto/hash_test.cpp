#include "shared/crypto/hash.h"

#include <doctest/doctest.h>

#include "shared/crypto/hkdf.h"
#include "tests/unit/known_answers.h"

namespace portal {
namespace {

using test::hex;

TEST_CASE("FIPS 180-4: the digests of abc") {
  CHECK(hex(sha256(view_of("abc"))) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(hex(sha512({view_of("abc")}).reveal()) ==
        "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
        "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f");
}

TEST_CASE("parts are hashed as if joined") {
  CHECK(sha256({view_of("a"), {}, view_of("bc")}) == sha256(view_of("abc")));
  CHECK(hex(sha512({view_of("ab"), view_of("c")}).reveal()) == hex(sha512({view_of("abc")}).reveal()));
  const View key = view_of("Jefe");
  CHECK(hex(hmac_sha512(key, {view_of("a"), view_of("bc")}).reveal()) ==
        hex(hmac_sha512(key, {view_of("abc")}).reveal()));
}

TEST_CASE("RFC 4231: HMAC with short and with long keys") {
  const View question = view_of("what do ya want for nothing?");
  CHECK(hex(hmac_sha256(view_of("Jefe"), {question}).reveal()) ==
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  CHECK(hex(hmac_sha512(view_of("Jefe"), {question}).reveal()) ==
        "164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea250554"
        "9758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737");

  const Bytes long_key(131, 0xaa);
  const View hash_first = view_of("Test Using Larger Than Block-Size Key - Hash Key First");
  CHECK(hex(hmac_sha256(long_key, {hash_first}).reveal()) ==
        "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
  CHECK(hex(hmac_sha512(long_key, {hash_first}).reveal()) ==
        "80b24263c7c1a3ebb71493c1dd7be8b49b46d1f41b4aeec1121b013783f8f352"
        "6b56d037e05f2598bd0fd2215d6a1e5295e64f73f63f0aec8b915a985d786598");
}

TEST_CASE("RFC 5869: an empty salt is 64 zero bytes") {
  const Bytes zeros(64, 0);
  CHECK(hex(hkdf_extract({}, view_of("key")).reveal()) == hex(hkdf_extract(zeros, view_of("key")).reveal()));
}

TEST_CASE("RFC 5869: a shorter output is the beginning of a longer one") {
  const Secret key = hkdf_extract(view_of("salt"), view_of("key"));
  const std::string longest = hex(hkdf_expand(key.reveal(), view_of("info"), 200).reveal());
  for (std::size_t size : {0, 1, 63, 64, 65, 128, 129, 199})
    CHECK(hex(hkdf_expand(key.reveal(), view_of("info"), size).reveal()) == longest.substr(0, 2 * size));
  CHECK(hex(hkdf_expand(key.reveal(), view_of("other"), 200).reveal()) != longest);
  // T(1) = HMAC(PRK, info | 01)
  const Secret first = hmac_sha512(key.reveal(), {view_of("info\x01")});
  CHECK(hex(first.reveal()) == longest.substr(0, 128));
}

}  // namespace
}  // namespace portal
