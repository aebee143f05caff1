#include "shared/crypto/jws.h"

#include <doctest/doctest.h>

#include "shared/base/encoding.h"

namespace portal {
namespace {

// RFC 8037, Appendix A.
SigningKey key_of_the_rfc() {
  return signing_key_from_seed(Secret(*decode_base64url("nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A")));
}

TEST_CASE("RFC 8037 A.3: the thumbprint of its key") {
  CHECK(key_thumbprint(key_of_the_rfc().verify_key) == "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
}

TEST_CASE("RFC 8037 A.4: the signature of its text") {
  // Its header has no kid, so the whole is not ours; the signature is over the same kind of text.
  const std::string text = "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc";
  CHECK(encode_base64url(sign(key_of_the_rfc(), view_of(text))) ==
        "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg");
}

TEST_CASE("what is signed opens with that key and type, and with nothing else") {
  const SigningKey key = key_of_the_rfc();
  const SigningKey other = signing_key_from_seed(Secret(Bytes(32, 7)));
  const std::string jws = sign_jws(key, "a-receipt+json", R"({"a":1})");
  CHECK(*open_jws(key.verify_key, "a-receipt+json", jws) == R"({"a":1})");
  CHECK(!open_jws(key.verify_key, "b-receipt+json", jws));
  CHECK(!open_jws(other.verify_key, "a-receipt+json", jws));
  for (std::size_t i = 0; i < jws.size(); ++i) {
    std::string changed = jws;
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    CHECK(!open_jws(key.verify_key, "a-receipt+json", changed));
    CHECK(!open_jws(key.verify_key, "a-receipt+json", jws.substr(0, i)));
  }
  CHECK(!open_jws(key.verify_key, "a-receipt+json", jws + "A"));
  CHECK(!open_jws(key.verify_key, "a-receipt+json", jws + "."));
}

}  // namespace
}  // namespace portal
