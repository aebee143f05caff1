#include "shared/crypto/padding.h"

#include <doctest/doctest.h>

#include "tests/unit/vectors.h"

namespace portal {
namespace {

TEST_CASE("known answers: PADMÉ") {
  const auto vectors = test::find_vectors("padme/padme.json");
  if (!vectors) return;
  const nlohmann::json& tests = (*vectors)["tests"];
  CHECK(tests.size() > 100);
  for (const auto& each : tests) {
    const auto length = each["len"].get<std::uint64_t>();
    CAPTURE(length);
    CHECK(padme(length) == each["padded"].get<std::uint64_t>());
  }
}

TEST_CASE("padding costs less than 12 percent, and many lengths look alike") {
  std::size_t different = 0;
  std::uint64_t last = 0;
  for (std::uint64_t length = 256; length < 100'000; ++length) {
    const std::uint64_t padded = padme(length);
    REQUIRE(padded >= length);
    REQUIRE((padded - length) * 100 < length * 12);
    if (padded != last) ++different;
    last = padded;
  }
  CHECK(different < 200);
}

TEST_CASE("what is padded comes back, whatever it ends with") {
  for (std::size_t size = 0; size < 1200; ++size) {
    for (const std::uint8_t end : {0x00, 0x80, 0xff}) {
      const Bytes content(size, end);
      const Secret padded = pad(content);
      CHECK(padded.size() == padded_size(size));
      const auto again = unpad(padded.reveal());
      REQUIRE(again);
      CHECK(equal_in_constant_time(again->reveal(), content));
    }
  }
  CHECK(padded_size(0) == 256);
  CHECK(padded_size(255) == 256);
  CHECK(padded_size(256) > 256);
}

TEST_CASE("padding has one form") {
  CHECK_FALSE(unpad(Bytes{}));
  CHECK_FALSE(unpad(Bytes(256, 0)));  // no mark
  Bytes unmarked(256, 0);
  unmarked[10] = 0x81;
  CHECK_FALSE(unpad(unmarked));
  Bytes marked(256, 0);
  marked[10] = 0x80;
  CHECK(unpad(marked));
  for (const std::size_t size : {11, 12, 255, 257, 272, 512, 4096}) {  // more or less than it needs
    marked.resize(size);
    CHECK_FALSE(unpad(marked));
  }
}

}  // namespace
}  // namespace portal
