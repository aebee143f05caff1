#include "shared/crypto/record.h"

#include <doctest/doctest.h>

#include "shared/crypto/aead.h"
#include "shared/crypto/hash.h"
#include "shared/crypto/padding.h"
#include "tests/unit/known_answers.h"
#include "tests/unit/randoms.h"

namespace portal {
namespace {

using test::hex;

TEST_CASE("known answers: sealed records") {
  const auto vectors = test::find_own_vectors();
  if (!vectors) return;
  const nlohmann::json& item = (*vectors)["records"];
  const CollectionKey key{test::secret_in(item, "key")};
  CHECK(item["cases"].size() >= 3);
  for (const auto& each : item["cases"]) {
    const RecordBinding binding{.account = test::fixed_in<16>(item, "account_id"),
                                .collection = test::fixed_in<16>(item, "collection_id"),
                                .record = test::fixed_in<16>(item, "record_id"),
                                .revision = each["revision"].get<std::uint64_t>(),
                                .key_version = item["ck_version"].get<std::uint32_t>(),
                                .state = static_cast<RecordState>(each["flags"].get<int>())};
    const Bytes plaintext = test::hex_in(each, "plaintext");
    test::ScriptedRandom random({test::hex_in(each, "nonce")});
    const Bytes sealed = seal_record(key, binding, plaintext, random);
    CHECK(hex(sha256(sealed)) == test::text_in(each, "blob_sha256"));
    CHECK(sealed.size() == each["padded_len"].get<std::size_t>() + kSealOverhead);
    const auto opened = open_record(key, binding, sealed);
    REQUIRE(opened);
    CHECK(hex(opened->reveal()) == hex(plaintext));
  }
}

struct SealedRecord {
  CollectionKey key{Secret(Bytes(32, 1))};
  RecordBinding binding{.account = {1},
                        .collection = {2},
                        .record = {3},
                        .revision = 4,
                        .key_version = 5,
                        .state = RecordState::live};
  test::SeededRandom random{1};
  Bytes sealed = seal_record(key, binding, view_of("{\"a\":1}"), random);

  template <class Change>
  bool opens_after(Change change) const {
    RecordBinding other = binding;
    change(other);
    return static_cast<bool>(open_record(key, other, sealed));
  }
};

TEST_CASE_FIXTURE(SealedRecord,
                  "a record opens only in its account, collection, place, revision and key version") {
  CHECK(opens_after([](RecordBinding&) {}));
  CHECK_FALSE(opens_after([](RecordBinding& other) { other.account[0] = 9; }));
  CHECK_FALSE(opens_after([](RecordBinding& other) { other.collection[0] = 9; }));
  CHECK_FALSE(opens_after([](RecordBinding& other) { other.record[0] = 9; }));
  CHECK_FALSE(opens_after([](RecordBinding& other) { std::swap(other.account, other.collection); }));
  CHECK_FALSE(opens_after([](RecordBinding& other) { std::swap(other.collection, other.record); }));
  CHECK_FALSE(opens_after([](RecordBinding& other) { other.revision = 3; }));
  CHECK_FALSE(opens_after([](RecordBinding& other) { other.revision = 5; }));
  CHECK_FALSE(opens_after([](RecordBinding& other) { other.key_version = 4; }));
  CHECK_FALSE(opens_after([](RecordBinding& other) { other.state = RecordState::tombstone; }));
  CHECK_FALSE(open_record({Secret(Bytes(32, 2))}, binding, sealed));
}

TEST_CASE_FIXTURE(SealedRecord, "every flipped bit and every cut or longer record is refused") {
  for (std::size_t bit = 0; bit < sealed.size() * 8; ++bit) {
    Bytes changed = sealed;
    changed[bit / 8] = static_cast<std::uint8_t>(changed[bit / 8] ^ (1 << bit % 8));
    const auto opened = open_record(key, binding, changed);
    REQUIRE_FALSE(opened);
    CHECK(opened.fault() == (bit < 8 ? Fault::malformed : Fault::unauthenticated));
  }
  for (std::size_t size = 0; size < sealed.size(); ++size) {
    REQUIRE_FALSE(open_record(key, binding, View(sealed).first(size)));
  }
  sealed.push_back(0);
  CHECK_FALSE(open_record(key, binding, sealed));
}

TEST_CASE_FIXTURE(SealedRecord, "what is sealed by the right key but padded otherwise is refused") {
  const auto sealed_as = [&](Bytes padded) {
    Bytes data = bytes_of("portal/v1 record");
    data.push_back(0);
    append(data, binding.account);
    append(data, binding.collection);
    append(data, binding.record);
    append_u64be(data, binding.revision);
    append_u32be(data, binding.key_version);
    data.push_back(0);
    return aead_seal(key.bytes, data, padded, random);
  };
  const Secret good = pad(view_of("{}"));
  CHECK(open_record(key, binding, sealed_as(copy_of(good.reveal()))));
  Bytes longer = copy_of(good.reveal());
  longer.resize(512);
  CHECK(open_record(key, binding, sealed_as(longer)).fault() == Fault::malformed);
  CHECK(open_record(key, binding, sealed_as(Bytes(256, 0))).fault() == Fault::malformed);
}

TEST_CASE_FIXTURE(SealedRecord, "a tombstone says nothing but that it is one") {
  binding.state = RecordState::tombstone;
  CHECK(open_record(key, binding, seal_record(key, binding, view_of("{}"), random)));
  const Bytes talks = seal_record(key, binding, view_of("{\"a\":1}"), random);
  CHECK(open_record(key, binding, talks).fault() == Fault::malformed);
}

TEST_CASE_FIXTURE(SealedRecord, "sealing again gives other bytes, and short contents are of one size") {
  CHECK(sealed != seal_record(key, binding, view_of("{\"a\":1}"), random));
  CHECK(seal_record(key, binding, {}, random).size() == sealed.size());
  CHECK(sealed.size() == kSmallestRecord);
}

}  // namespace
}  // namespace portal
