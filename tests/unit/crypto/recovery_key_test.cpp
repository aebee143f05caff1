#include "shared/crypto/recovery_key.h"

#include <doctest/doctest.h>

#include "shared/crypto/bech32m.h"
#include "tests/unit/known_answers.h"
#include "tests/unit/randoms.h"

namespace portal {
namespace {

std::string printed(const RecoverySecret& secret) {
  return std::string(text_of(print_recovery_key(secret).reveal()));
}

bool is_refused(std::string_view typed) {
  return !parse_recovery_key(view_of(typed));
}

const std::string kText = "RK1Q-ZQG3-YYC5-Z5TP-WXQE-RGD3-C8G7-RU43-3L02";

TEST_CASE("known answer: the recovery key is shown in nine groups of four") {
  const auto vectors = test::find_own_vectors();
  if (!vectors) return;
  const nlohmann::json& recovery = (*vectors)["recovery"];
  const RecoverySecret secret{test::secret_in(recovery, "secret")};
  CHECK(printed(secret) == test::text_in(recovery, "display"));

  const auto parsed = parse_recovery_key(view_of(test::text_in(recovery, "text")));
  REQUIRE(parsed);
  CHECK(test::hex(parsed->bytes.reveal()) == test::text_in(recovery, "secret"));
}

TEST_CASE("what is printed can be typed back") {
  test::SeededRandom random(1);
  for (int i = 0; i < 200; ++i) {
    const RecoverySecret secret = make_recovery_secret(random);
    const std::string text = printed(secret);
    CHECK(text.size() == 44);
    const auto parsed = parse_recovery_key(view_of(text));
    REQUIRE(parsed);
    CHECK(test::hex(parsed->bytes.reveal()) == test::hex(secret.bytes.reveal()));
  }
}

TEST_CASE("spaces and hyphens do not count, and either case will do, but not both") {
  for (std::string_view typed :
       {"rk1qzqg3yyc5z5tpwxqergd3c8g7ru433l02", "rk1q-zqg3-yyc5-z5tp-wxqe-rgd3-c8g7-ru43-3l02",
        " RK1Q ZQG3 YYC5 Z5TP WXQE RGD3 C8G7 RU43 3L02 ", "R K 1 Q--ZQG3YYC5Z5TPWXQERGD3C8G7RU433L02"}) {
    const auto parsed = parse_recovery_key(view_of(typed));
    REQUIRE_MESSAGE(parsed, std::string(typed));
    CHECK(test::hex(parsed->bytes.reveal()) == "101112131415161718191a1b1c1d1e1f");
  }
  CHECK(is_refused("rk1Q-ZQG3-YYC5-Z5TP-WXQE-RGD3-C8G7-RU43-3L02"));
  CHECK(is_refused(kText + "\n"));
  CHECK(is_refused(kText + "\t"));
  CHECK(is_refused(kText + "\xc2\xa0"));
}

TEST_CASE("at most 90 characters are looked at") {
  CHECK_FALSE(is_refused(kText + std::string(90 - kText.size(), ' ')));
  CHECK(is_refused(kText + std::string(91 - kText.size(), ' ')));
  CHECK(is_refused(""));
  CHECK(is_refused(std::string(90, '-')));
}

TEST_CASE("every single wrong, missing or swapped character is noticed") {
  const std::string alphabet = "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L1BIO";
  for (std::size_t i = 0; i < kText.size(); ++i) {
    if (kText[i] == '-') continue;
    for (char c : alphabet) {
      std::string typed = kText;
      if (typed[i] == c) continue;
      typed[i] = c;
      CHECK_MESSAGE(is_refused(typed), typed);
    }
    std::string shorter = kText;
    shorter.erase(i, 1);
    CHECK_MESSAGE(is_refused(shorter), shorter);
    if (i + 1 < kText.size() && kText[i + 1] != '-' && kText[i + 1] != kText[i]) {
      std::string swapped = kText;
      std::swap(swapped[i], swapped[i + 1]);
      CHECK_MESSAGE(is_refused(swapped), swapped);
    }
  }
}

TEST_CASE("a right checksum alone does not make a recovery key") {
  const auto encoded = [](std::string_view prefix, std::size_t symbols, std::uint8_t version,
                          std::uint8_t last) {
    Bytes data(symbols, 0);
    if (!data.empty()) data.front() = version;
    if (data.size() > 1) data.back() = last;
    return std::string(text_of(encode_bech32m(prefix, data).reveal()));
  };
  CHECK_FALSE(is_refused(encoded("rk", 27, 0, 0)));
  CHECK_FALSE(is_refused(encoded("rk", 27, 0, 0b11100)));
  CHECK(is_refused(encoded("rk", 27, 1, 0)));        // another version
  CHECK(is_refused(encoded("rk", 27, 0, 0b00001)));  // padding bits that are not zero
  CHECK(is_refused(encoded("rk", 27, 0, 0b00010)));
  CHECK(is_refused(encoded("rk", 26, 0, 0)));
  CHECK(is_refused(encoded("rk", 28, 0, 0)));
  CHECK(is_refused(encoded("rk", 0, 0, 0)));
  CHECK(is_refused(encoded("kr", 27, 0, 0)));
  CHECK(is_refused(encoded("rkk", 27, 0, 0)));
}

}  // namespace
}  // namespace portal
