#include "shared/crypto/device_unlock.h"

#include <doctest/doctest.h>

#include "tests/unit/known_answers.h"
#include "tests/unit/randoms.h"

namespace portal {
namespace {

using test::hex;

TEST_CASE("known answer: what a device that stays signed in keeps") {
  const auto vectors = test::find_own_vectors();
  if (!vectors) return;
  const nlohmann::json& item = (*vectors)["device"];
  const nlohmann::json& password = (*vectors)["wrap_password"];
  const DeviceSecret secret{test::secret_in(item, "x")};
  const DeviceShare share = test::fixed_in<32>(item, "share");
  const DeviceBinding binding{.account = test::fixed_in<16>(password, "account_id"),
                              .token_hash = test::fixed_in<32>(item, "token_hash"),
                              .amk_version = 1,
                              .credential_version = 7};
  const Bytes nonce = test::hex_in(password, "nonce");

  test::ScriptedRandom random({nonce});
  const MasterKey master{test::secret_in(password, "amk")};
  CHECK(hex(seal_for_device(secret, share, master, binding, random)) == test::text_in(item, "amk_blob"));
  const auto opened = open_on_device(secret, share, test::hex_in(item, "amk_blob"), binding);
  REQUIRE(opened);
  CHECK(hex(opened->bytes.reveal()) == test::text_in(password, "amk"));

  test::ScriptedRandom again({nonce});
  const DeviceToken token{test::secret_in(item, "token")};
  CHECK(hex(sha256(token.bytes.reveal())) == test::text_in(item, "token_hash"));
  CHECK(hex(seal_device_token(secret, binding.account, token, again)) == test::text_in(item, "token_blob"));
  CHECK(open_device_token(secret, binding.account, test::hex_in(item, "token_blob")));
}

struct Kept {
  test::SeededRandom random{5};
  DeviceSecret secret{random.make_secret(32)};
  DeviceShare share = *fixed<32>(random.make_bytes(32));
  DeviceBinding binding{
      .account = {1, 2, 3}, .token_hash = {4, 5, 6}, .amk_version = 7, .credential_version = 8};
  DeviceBlob blob = seal_for_device(secret, share, {Secret(Bytes(32, 9))}, binding, random);
};

TEST_CASE_FIXTURE(Kept, "what a device keeps opens for its own account, token, versions and share alone") {
  REQUIRE(open_on_device(secret, share, blob, binding));
  const auto opens = [&](auto spoil) {
    DeviceBinding other = binding;
    spoil(other);
    return static_cast<bool>(open_on_device(secret, share, blob, other));
  };
  CHECK_FALSE(opens([](DeviceBinding& other) { other.account[0] ^= 1; }));
  CHECK_FALSE(opens([](DeviceBinding& other) { other.token_hash[31] ^= 1; }));
  CHECK_FALSE(opens([](DeviceBinding& other) { ++other.amk_version; }));
  CHECK_FALSE(opens([](DeviceBinding& other) { ++other.credential_version; }));
  DeviceShare other_share = share;
  other_share[0] ^= 1;
  CHECK_FALSE(open_on_device(secret, other_share, blob, binding));
  CHECK_FALSE(open_on_device({Secret(Bytes(32, 1))}, share, blob, binding));
}

TEST_CASE_FIXTURE(Kept, "a blob with any bit flipped, or of another length, does not open") {
  for (std::size_t bit = 0; bit < blob.size() * 8; ++bit) {
    DeviceBlob flipped = blob;
    flipped[bit / 8] ^= static_cast<std::uint8_t>(1u << bit % 8);
    CHECK_FALSE(open_on_device(secret, share, flipped, binding));
  }
  const Bytes longer = join({blob, Bytes{0}});
  CHECK(open_on_device(secret, share, longer, binding).fault() == Fault::malformed);
  CHECK(open_on_device(secret, share, View(blob).first(72), binding).fault() == Fault::malformed);
  // A token does not open as a master key, nor for another account.
  const DeviceBlob token = seal_device_token(secret, binding.account, {Secret(Bytes(32, 3))}, random);
  CHECK_FALSE(open_on_device(secret, share, token, binding));
  CHECK_FALSE(open_device_token(secret, AccountId{9}, token));
}

}  // namespace
}  // namespace portal
