#include "shared/crypto/statements.h"

#include <doctest/doctest.h>

#include "shared/crypto/key_hierarchy.h"
#include "shared/crypto/request_mac.h"
#include "shared/crypto/signed_note.h"
#include "tests/unit/known_answers.h"

namespace portal {
namespace {

using test::hex;
using test::text_in;

// The owner of all known answers.
struct Owner {
  std::optional<nlohmann::json> vectors = test::find_own_vectors();
  std::string realm = "portal.example";
  AccountId account{};
  Bytes record;
  std::string login;

  Owner() {
    if (!vectors) return;
    account = test::fixed_in<16>(*vectors, "wrap_password", "account_id");
    record = test::hex_in(*vectors, "credential_change", "record");
    login = text_in(*vectors, "credential_change", "login");
  }

  SigningKey owner_key() const {
    return derive_owner_signing_key({test::secret_in(*vectors, "subkeys", "amk")}, account, 1).key;
  }
  SigningKey recovery_key() const {
    return derive_recovery_signing_key({test::secret_in(*vectors, "recovery", "secret")}).key;
  }

  CredentialChange change(ChangeReason reason) const {
    CredentialChange change{.realm = realm,
                            .account = account,
                            .reason = reason,
                            .base = 7,
                            .amk_version = 1,
                            .new_amk_version = 1,
                            .login = login,
                            .record = record,
                            .manifest = std::nullopt,
                            .change_id = {}};
    change.change_id.fill(0xab);
    return change;
  }
};

TEST_CASE_FIXTURE(Owner, "known answer: a credential change before manifests exist") {
  if (!vectors) return;
  const nlohmann::json& item = (*vectors)["credential_change"]["before_manifests"];
  const std::string text = credential_change_text(change(ChangeReason::password));
  CHECK(text == text_in(item, "statement"));
  const SigningKey key = owner_key();
  CHECK(sign_note(text, {{owner_key_name(realm, account), key}}) == text_in(item, "note"));
  CHECK(verify_note(text_in(item, "note"), text, {{owner_key_name(realm, account), key.verify_key}}));
}

TEST_CASE_FIXTURE(Owner, "known answer: a credential change with its manifest") {
  if (!vectors) return;
  const nlohmann::json& item = (*vectors)["credential_change"];
  CredentialChange with_manifest = change(ChangeReason::password);
  with_manifest.manifest = sha256(view_of(text_in(item, "manifest_text")));
  const std::string text = credential_change_text(with_manifest);
  CHECK(text == text_in(item, "statement"));
  const SigningKey key = owner_key();
  CHECK(sign_note(text, {{owner_key_name(realm, account), key}}) == text_in(item, "note"));
}

TEST_CASE_FIXTURE(Owner, "known answer: a recovery is signed by the owner's key and by the old sheet's") {
  if (!vectors) return;
  const nlohmann::json& item = (*vectors)["credential_change"]["recovery"];
  CredentialChange with_manifest = change(ChangeReason::recovery);
  with_manifest.manifest = sha256(view_of(text_in(item, "manifest_text")));
  const std::string text = credential_change_text(with_manifest);
  CHECK(text == text_in(item, "statement"));
  const SigningKey owner = owner_key();
  const SigningKey recovery = recovery_key();
  CHECK(sign_note(text, {{owner_key_name(realm, account), owner},
                         {recovery_key_name(realm, account), recovery}}) == text_in(item, "note"));
  const std::string name = recovery_key_name(realm, account);
  CHECK(text_in(item, "old_recovery_vkey")
            .starts_with(name + "+" + hex(note_key_id(name, recovery.verify_key))));
}

TEST_CASE_FIXTURE(Owner, "known answer: a rotation names both versions of the master key") {
  if (!vectors) return;
  CredentialChange rotation = change(ChangeReason::rotation);
  rotation.new_amk_version = 2;
  const std::string note = text_in(*vectors, "key_rotation", "statement_note");
  const std::string manifest = text_in(*vectors, "key_rotation", "manifest_note");
  rotation.manifest = sha256(view_of(std::string_view(manifest).substr(0, manifest.rfind("\n\n") + 1)));
  CHECK(credential_change_text(rotation) == note.substr(0, note.rfind("\n\n") + 1));
}

TEST_CASE_FIXTURE(Owner, "known answer: the proof that the recovery key is there") {
  if (!vectors) return;
  const nlohmann::json& item = (*vectors)["recovery"]["prove"];
  const std::string text =
      recover_text(text_in(item, "realm"), text_in(item, "login"), test::fixed_in<32>(item, "challenge"));
  CHECK(text == text_in(item, "text"));
  CHECK(hex(sign(recovery_key(), view_of(text))) == text_in(item, "sig"));
  CHECK(verifies(recovery_key().verify_key, view_of(text), test::hex_in(item, "sig")));
  CHECK_FALSE(verifies(owner_key().verify_key, view_of(text), test::hex_in(item, "sig")));
}

TEST_CASE_FIXTURE(Owner, "known answer: the MAC of a request with and without a body") {
  if (!vectors) return;
  const nlohmann::json& item = (*vectors)["request_mac"];
  const std::string method = text_in(item, "method");
  const std::string target = text_in(item, "target");
  const Bytes body = test::hex_in(item, "body");
  const RequestToMac request{method, realm, target, item["seq"].get<std::uint64_t>(), body};
  CHECK(request_text(request) == text_in(item, "string_to_mac"));
  const SessionMacKey key = derive_session_mac_key(SessionKey{test::secret_in(item, "session_key")});
  CHECK(hex(derive_request_mac(key, request)) == text_in(item, "mac"));

  const RequestToMac without_body{"GET", realm, "/v1/subscriptions", 1, {}};
  CHECK(request_text(without_body) == text_in(item, "no_body_string_to_mac"));
  const SessionMacKey from_seed = derive_session_mac_key(SessionSeed{test::secret_in(item, "k32")});
  CHECK(hex(derive_request_mac(from_seed, without_body)) == text_in(item, "no_body_mac_under_k32"));
}

TEST_CASE("a MAC stands for one method, realm, target, number and body under one key") {
  const SessionMacKey key{Secret(Bytes(32, 1))};
  const RequestToMac request{"PUT", "portal.example", "/v1/x?y", 5, view_of("body")};
  const RequestMac mac = derive_request_mac(key, request);
  CHECK(request_mac_matches(key, request, mac));

  RequestToMac other = request;
  other.method = "POST";
  CHECK_FALSE(request_mac_matches(key, other, mac));
  other = request;
  other.realm = "portal.exampl";
  CHECK_FALSE(request_mac_matches(key, other, mac));
  other = request;
  other.target = "/v1/x";
  CHECK_FALSE(request_mac_matches(key, other, mac));
  other = request;
  other.sequence = 6;
  CHECK_FALSE(request_mac_matches(key, other, mac));
  other = request;
  other.body = {};
  CHECK_FALSE(request_mac_matches(key, other, mac));
  CHECK_FALSE(request_mac_matches({Secret(Bytes(32, 2))}, request, mac));

  CHECK_FALSE(request_mac_matches(key, request, View(mac).first(31)));
  CHECK_FALSE(request_mac_matches(key, request, {}));
  Bytes longer = copy_of(mac);
  longer.push_back(0);
  CHECK_FALSE(request_mac_matches(key, request, longer));
  for (std::size_t bit = 0; bit < mac.size() * 8; ++bit) {
    RequestMac changed = mac;
    changed[bit / 8] = static_cast<std::uint8_t>(changed[bit / 8] ^ (1 << bit % 8));
    CHECK_FALSE(request_mac_matches(key, request, changed));
  }
}

TEST_CASE_FIXTURE(Owner, "the largest version does not wrap around") {
  CredentialChange last = change(ChangeReason::password);
  last.base = 0xffffffff;
  CHECK(credential_change_text(last).find("\n4294967295 4294967296\n") != std::string::npos);
}

}  // namespace
}  // namespace portal
