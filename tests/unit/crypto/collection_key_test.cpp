#include "shared/crypto/collection_key.h"

#include <doctest/doctest.h>

#include "shared/crypto/key_hierarchy.h"
#include "tests/unit/known_answers.h"
#include "tests/unit/randoms.h"

namespace portal {
namespace {

using test::hex;

TEST_CASE("known answer: a wrapped collection key") {
  const auto vectors = test::find_own_vectors();
  if (!vectors) return;
  const nlohmann::json& item = (*vectors)["collection_key_wrap"];
  const nlohmann::json& password = (*vectors)["wrap_password"];
  const auto account = test::fixed_in<16>(password, "account_id");
  const CollectionWrapKey wrap_key =
      derive_collection_wrap_key({test::secret_in(password, "amk")}, account, 1);
  CHECK(hex(wrap_key.bytes.reveal()) == test::text_in((*vectors)["subkeys"], "collection_wrap"));
  const CollectionKeyBinding binding{.account = account,
                                     .collection = test::fixed_in<16>(item, "collection_id"),
                                     .key_version = item["ck_version"].get<std::uint32_t>(),
                                     .amk_version = 1};
  test::ScriptedRandom random({test::hex_in(item, "nonce")});
  const CollectionKey key{test::secret_in(item, "ck")};
  CHECK(hex(wrap_collection_key(wrap_key, key, binding, random)) == test::text_in(item, "blob"));
  CHECK(random.is_used_up());
  const auto opened = unwrap_collection_key(wrap_key, test::hex_in(item, "blob"), binding);
  REQUIRE(opened);
  CHECK(hex(opened->bytes.reveal()) == test::text_in(item, "ck"));
}

struct WrappedKey {
  CollectionWrapKey wrap_key{Secret(Bytes(32, 1))};
  CollectionKeyBinding binding{.account = {1, 2}, .collection = {3, 4}, .key_version = 5, .amk_version = 6};
  test::SeededRandom random{1};
  WrappedCollectionKey wrapped = wrap_collection_key(wrap_key, {Secret(Bytes(32, 2))}, binding, random);

  bool opens(const CollectionKeyBinding& elsewhere) const {
    return static_cast<bool>(unwrap_collection_key(wrap_key, wrapped, elsewhere));
  }
};

TEST_CASE_FIXTURE(WrappedKey, "a collection key opens only where it is bound to") {
  CHECK(opens(binding));
  CollectionKeyBinding other = binding;
  other.account[15] ^= 1;
  CHECK_FALSE(opens(other));
  other = binding;
  other.collection[0] ^= 1;
  CHECK_FALSE(opens(other));
  other = binding;
  other.key_version = 6;
  CHECK_FALSE(opens(other));
  other = binding;
  other.amk_version = 5;
  CHECK_FALSE(opens(other));
  std::swap(other.key_version, other.amk_version);
  CHECK_FALSE(opens(other));
  CHECK_FALSE(unwrap_collection_key({Secret(Bytes(32, 3))}, wrapped, binding));
}

TEST_CASE_FIXTURE(WrappedKey, "every flipped bit and every other length of a collection key is refused") {
  for (std::size_t bit = 0; bit < wrapped.size() * 8; ++bit) {
    WrappedCollectionKey changed = wrapped;
    changed[bit / 8] = static_cast<std::uint8_t>(changed[bit / 8] ^ (1 << bit % 8));
    const auto opened = unwrap_collection_key(wrap_key, changed, binding);
    REQUIRE_FALSE(opened);
    CHECK(opened.fault() == (bit < 8 ? Fault::malformed : Fault::unauthenticated));
  }
  for (std::size_t size : {0, 1, 40, 41, 72, 74}) {
    Bytes resized = copy_of(wrapped);
    resized.resize(size);
    CHECK(unwrap_collection_key(wrap_key, resized, binding).fault() == Fault::malformed);
  }
}

}  // namespace
}  // namespace portal
