#include "shared/crypto/key_hierarchy.h"

#include <sodium.h>

#include "shared/crypto/kdf.h"

namespace portal {
namespace {

Secret derive_from_master_key(const MasterKey& key, KeyLabel label, const AccountId& account,
                              std::uint32_t amk_version) {
  Bytes context = copy_of(account);
  append_u32be(context, amk_version);
  return derive_key(key.bytes.reveal(), label, context);
}

}  // namespace

MasterKey make_master_key(Random& random) {
  return {random.make_secret(32)};
}

PasswordKek derive_password_kek(const ExportKey& export_key, const AccountId& account) {
  return {derive_key(export_key.bytes.reveal(), KeyLabel::kek_password, account)};
}

RecoveryKek derive_recovery_kek(const RecoverySecret& secret, const AccountId& account) {
  return {derive_key(secret.bytes.reveal(), KeyLabel::recovery_kek, account)};
}

RecoverySigningKey derive_recovery_signing_key(const RecoverySecret& secret) {
  return {signing_key_from_seed(derive_key(secret.bytes.reveal(), KeyLabel::recovery_auth, {}))};
}

OwnerSigningKey derive_owner_signing_key(const MasterKey& key, const AccountId& account,
                                         std::uint32_t amk_version) {
  return {signing_key_from_seed(derive_from_master_key(key, KeyLabel::sign_ed25519, account, amk_version))};
}

CollectionWrapKey derive_collection_wrap_key(const MasterKey& key, const AccountId& account,
                                             std::uint32_t amk_version) {
  return {derive_from_master_key(key, KeyLabel::collection_wrap, account, amk_version)};
}

OwnerBoxKey derive_owner_box_key(const MasterKey& key, const AccountId& account, std::uint32_t amk_version) {
  const Secret seed = derive_from_master_key(key, KeyLabel::box_x25519, account, amk_version);
  OwnerBoxKey box{Secret(crypto_box_SECRETKEYBYTES), {}};
  crypto_box_seed_keypair(box.public_key.data(), box.secret.reveal().data(), seed.reveal().data());
  return box;
}

SessionMacKey derive_session_mac_key(const SessionKey& key) {
  return {derive_key(key.bytes.reveal(), KeyLabel::session_mac, {})};
}

SessionMacKey derive_session_mac_key(const SessionSeed& seed) {
  return {derive_key(seed.bytes.reveal(), KeyLabel::session_mac, {})};
}

NetworkDayKey derive_network_day_key(const NetworkSecret& secret, const Fixed<32>& day) {
  return {derive_key(secret.bytes.reveal(), KeyLabel::network_day, day)};
}

}  // namespace portal
