#include "shared/crypto/stretch.h"

#include <doctest/doctest.h>

#include "tests/unit/known_answers.h"

namespace portal {
namespace {

Fault fault_of(std::uint32_t iterations, std::uint32_t memory_kib) {
  const auto stretched = stretch_argon2id(Secret(64), iterations, memory_kib);
  REQUIRE_FALSE(stretched);
  return stretched.fault();
}

TEST_CASE("known answers: Argon2id as OPAQUE's key stretching function") {
  const auto file = test::find_vectors("argon2/argon2id.json");
  if (!file) return;
  int run = 0;
  for (const nlohmann::json& group : (*file)["groups"]) {
    for (const nlohmann::json& item : group["tests"]) {
      const bool is_ours = item.contains("input_hex") && item.value("p", 0) == 1 &&
                           item.value("out_len", 0) == 64 &&
                           item.value("salt_hex", "") == std::string(32, '0');
      if (!is_ours) continue;
      const auto stretched =
          stretch_argon2id(test::secret_in(item, "input_hex"), item["t"].get<std::uint32_t>(),
                           item["m_kib"].get<std::uint32_t>());
      REQUIRE(stretched);
      CHECK(test::hex(stretched->reveal()) == test::text_in(item, "out_hex"));
      ++run;
    }
  }
  CHECK(run >= 9);
}

TEST_CASE("a cost that Argon2 does not know is refused") {
  CHECK(fault_of(0, 8) == Fault::malformed);
  CHECK(fault_of(1, 7) == Fault::malformed);
  CHECK(fault_of(1, 0) == Fault::malformed);
  CHECK(fault_of(1, 0xffffffff) == Fault::malformed);
  CHECK_FALSE(stretch_argon2id(Secret(), 1, 8));
}

TEST_CASE("other iterations and other memory give other bytes") {
  const Secret input(Bytes(64, 1));
  const auto first = stretch_argon2id(input, 1, 8);
  const auto more_often = stretch_argon2id(input, 2, 8);
  const auto more_memory = stretch_argon2id(input, 1, 16);
  REQUIRE((first && more_often && more_memory));
  CHECK(test::hex(first->reveal()) != test::hex(more_often->reveal()));
  CHECK(test::hex(first->reveal()) != test::hex(more_memory->reveal()));
}

}  // namespace
}  // namespace portal
