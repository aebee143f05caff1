#include "shared/crypto/key_hierarchy.h"

#include <doctest/doctest.h>
#include <sodium.h>

#include "shared/crypto/kdf.h"
#include "tests/unit/known_answers.h"

namespace portal {
namespace {

using test::hex;
using test::secret_in;
using test::text_in;

const AccountId kAccount = {0x00, 0x11, 0x22, 0x33, 0x44, 0x55, 0x66, 0x77,
                            0x88, 0x99, 0xaa, 0xbb, 0xcc, 0xdd, 0xee, 0xff};

TEST_CASE("known answers: keys that come from what the person has") {
  const auto vectors = test::find_own_vectors();
  if (!vectors) return;
  const nlohmann::json& password = (*vectors)["wrap_password"];
  const ExportKey export_key{secret_in(password, "export_key")};
  CHECK(hex(derive_password_kek(export_key, kAccount).bytes.reveal()) == text_in(password, "kek"));

  const nlohmann::json& recovery = (*vectors)["recovery"];
  const RecoverySecret secret{secret_in(recovery, "secret")};
  CHECK(hex(derive_recovery_kek(secret, kAccount).bytes.reveal()) == text_in(recovery, "kek"));
  const SigningKey key = derive_recovery_signing_key(secret).key;
  CHECK(hex(key.verify_key.bytes) == text_in(recovery, "auth_public"));
  CHECK(hex(View(key.secret.reveal()).first(32)) == text_in(recovery, "auth_seed"));
}

TEST_CASE("known answers: keys that come from the master key") {
  const auto vectors = test::find_own_vectors();
  if (!vectors) return;
  const nlohmann::json& subkeys = (*vectors)["subkeys"];
  const MasterKey master{secret_in(subkeys, "amk")};
  const SigningKey owner = derive_owner_signing_key(master, kAccount, 1).key;
  CHECK(hex(owner.verify_key.bytes) == text_in(subkeys, "sign_public"));
  CHECK(hex(View(owner.secret.reveal()).first(32)) == text_in(subkeys, "sign_seed"));
  CHECK(hex(derive_owner_box_key(master, kAccount, 1).public_key) == text_in(subkeys, "box_public"));

  const nlohmann::json& rotation = (*vectors)["key_rotation"];
  const MasterKey next{secret_in(rotation, "amk_2")};
  const std::string vkey = text_in(rotation, "new_vkey");
  Bytes expected{1};
  append(expected, derive_owner_signing_key(next, kAccount, 2).key.verify_key.bytes);
  CHECK(vkey.ends_with("+" + encode_base64(expected)));
}

TEST_CASE("known answers: the labels that no function uses yet") {
  const auto vectors = test::find_own_vectors();
  if (!vectors) return;
  const nlohmann::json& subkeys = (*vectors)["subkeys"];
  const Bytes amk = test::hex_in(subkeys, "amk");
  Bytes context = copy_of(kAccount);
  append_u32be(context, 1);
  CHECK(hex(derive_key(amk, KeyLabel::collection_wrap, context).reveal()) ==
        text_in(subkeys, "collection_wrap"));
  CHECK(hex(derive_key(amk, KeyLabel::blind_index, context).reveal()) == text_in(subkeys, "blind_index"));
  CHECK(hex(derive_key(amk, KeyLabel::local_cache, context).reveal()) == text_in(subkeys, "local_cache"));
}

TEST_CASE("known answers: the MAC key of a session") {
  const auto vectors = test::find_own_vectors();
  if (!vectors) return;
  const nlohmann::json& mac = (*vectors)["request_mac"];
  CHECK(hex(derive_session_mac_key(SessionKey{secret_in(mac, "session_key")}).bytes.reveal()) ==
        text_in(mac, "k_mac"));
  CHECK(hex(derive_session_mac_key(SessionSeed{secret_in(mac, "k32")}).bytes.reveal()) ==
        text_in(mac, "k32_mac"));
}

TEST_CASE("another account or another version has other keys") {
  const MasterKey master{Secret(Bytes(32, 7))};
  const VerifyKey key = derive_owner_signing_key(master, kAccount, 1).key.verify_key;
  CHECK(key == derive_owner_signing_key(master, kAccount, 1).key.verify_key);
  CHECK(key != derive_owner_signing_key(master, kAccount, 2).key.verify_key);
  AccountId other = kAccount;
  other[15] ^= 1;
  CHECK(key != derive_owner_signing_key(master, other, 1).key.verify_key);

  const ExportKey export_key{Secret(Bytes(64, 7))};
  CHECK(hex(derive_password_kek(export_key, kAccount).bytes.reveal()) !=
        hex(derive_password_kek(export_key, other).bytes.reveal()));
}

TEST_CASE("no two labels are alike") {
  std::vector<std::string_view> labels;
  for (int i = 0; i <= static_cast<int>(KeyLabel::network_day); ++i)
    labels.push_back(label_text(static_cast<KeyLabel>(i)));
  for (int i = 0; i <= static_cast<int>(DataLabel::budget); ++i)
    labels.push_back(label_text(static_cast<DataLabel>(i)));
  for (std::size_t i = 0; i < labels.size(); ++i) {
    CHECK_FALSE(labels[i].empty());
    for (std::size_t k = 0; k < i; ++k) CHECK(labels[i] != labels[k]);
  }
}

TEST_CASE("the owner's box key opens what was sealed to it") {
  const OwnerBoxKey box = derive_owner_box_key({Secret(Bytes(32, 9))}, kAccount, 1);
  Fixed<5 + crypto_box_SEALBYTES> sealed;
  crypto_box_seal(sealed.data(), view_of("hello").data(), 5, box.public_key.data());
  Fixed<5> opened;
  REQUIRE(crypto_box_seal_open(opened.data(), sealed.data(), sealed.size(), box.public_key.data(),
                               box.secret.reveal().data()) == 0);
  CHECK(text_of(opened) == "hello");
}

}  // namespace
}  // namespace portal
