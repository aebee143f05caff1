#include "shared/crypto/wrap.h"

#include <doctest/doctest.h>

#include "shared/crypto/key_hierarchy.h"
#include "tests/unit/known_answers.h"
#include "tests/unit/randoms.h"

namespace portal {
namespace {

using test::hex;

TEST_CASE("known answer: the wrap under the password") {
  const auto vectors = test::find_own_vectors();
  if (!vectors) return;
  const nlohmann::json& item = (*vectors)["wrap_password"];
  const PasswordKek kek{test::secret_in(item, "kek")};
  const MasterKey master{test::secret_in(item, "amk")};
  const PasswordWrapBinding binding{.account = test::fixed_in<16>(item, "account_id"),
                                    .amk_version = item["amk_version"].get<std::uint32_t>(),
                                    .credential_version = item["credential_version"].get<std::uint32_t>()};
  test::ScriptedRandom random({test::hex_in(item, "nonce")});
  CHECK(hex(wrap_master_key(kek, master, binding, random)) == test::text_in(item, "blob"));
  CHECK(random.is_used_up());

  const auto opened = unwrap_master_key(kek, test::hex_in(item, "blob"), binding);
  REQUIRE(opened);
  CHECK(hex(opened->bytes.reveal()) == test::text_in(item, "amk"));
}

TEST_CASE("known answer: the wrap under the recovery key") {
  const auto vectors = test::find_own_vectors();
  if (!vectors) return;
  const nlohmann::json& password = (*vectors)["wrap_password"];
  const nlohmann::json& item = (*vectors)["recovery"];
  const RecoveryKek kek{test::secret_in(item, "kek")};
  const MasterKey master{test::secret_in(password, "amk")};
  const RecoveryWrapBinding binding{
      .account = test::fixed_in<16>(password, "account_id"), .amk_version = 1, .recovery_version = 1};
  test::ScriptedRandom random({test::hex_in(password, "nonce")});
  CHECK(hex(wrap_master_key(kek, master, binding, random)) == test::text_in(item, "blob"));
  CHECK(unwrap_master_key(kek, test::hex_in(item, "blob"), binding));
}

struct Wrapped {
  PasswordKek kek{Secret(Bytes(32, 1))};
  PasswordWrapBinding binding{.account = {1, 2, 3}, .amk_version = 4, .credential_version = 5};
  test::SeededRandom random{1};
  Wrap wrap = wrap_master_key(kek, {Secret(Bytes(32, 2))}, binding, random);
};

TEST_CASE_FIXTURE(Wrapped, "a wrap opens only where it is bound to") {
  CHECK(unwrap_master_key(kek, wrap, binding));

  PasswordWrapBinding other = binding;
  other.account[0] ^= 1;
  CHECK_FALSE(unwrap_master_key(kek, wrap, other));
  other = binding;
  other.amk_version = 5;
  CHECK_FALSE(unwrap_master_key(kek, wrap, other));
  other = binding;
  other.credential_version = 4;
  CHECK_FALSE(unwrap_master_key(kek, wrap, other));
  CHECK_FALSE(unwrap_master_key(PasswordKek{Secret(Bytes(32, 3))}, wrap, binding));
}

TEST_CASE_FIXTURE(Wrapped, "a wrap of one type is none of the other, even under equal bytes of key") {
  const RecoveryWrapBinding recovery{.account = binding.account, .amk_version = 4, .recovery_version = 5};
  CHECK_FALSE(unwrap_master_key(RecoveryKek{kek.bytes.duplicate()}, wrap, recovery));
}

TEST_CASE_FIXTURE(Wrapped, "every flipped bit and every other length is refused") {
  for (std::size_t bit = 0; bit < wrap.size() * 8; ++bit) {
    Wrap changed = wrap;
    changed[bit / 8] = static_cast<std::uint8_t>(changed[bit / 8] ^ (1 << bit % 8));
    const auto opened = unwrap_master_key(kek, changed, binding);
    REQUIRE_FALSE(opened);
    CHECK(opened.fault() == (bit < 8 ? Fault::malformed : Fault::unauthenticated));
  }
  for (std::size_t size : {0, 1, 40, 41, 72, 74}) {
    Bytes resized = copy_of(wrap);
    resized.resize(size);
    const auto opened = unwrap_master_key(kek, resized, binding);
    REQUIRE_FALSE(opened);
    CHECK(opened.fault() == Fault::malformed);
  }
}

TEST_CASE_FIXTURE(Wrapped, "wrapping again gives other bytes") {
  CHECK(wrap != wrap_master_key(kek, {Secret(Bytes(32, 2))}, binding, random));
}

}  // namespace
}  // namespace portal
