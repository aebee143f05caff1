// Which key comes from which. Same input, same key, on every device.
#pragma once

#include <cstdint>

#include "shared/base/random.h"
#include "shared/crypto/ed25519.h"
#include "shared/crypto/keys.h"

namespace portal {

struct OwnerSigningKey {  // ASK: speaks for the owner
  SigningKey key;
};
struct RecoverySigningKey {  // proves that the sheet is at hand
  SigningKey key;
};
struct OwnerBoxKey {  // X25519
  Secret secret;      // 32
  Fixed<32> public_key;
};

MasterKey make_master_key(Random& random);

PasswordKek derive_password_kek(const ExportKey& export_key, const AccountId& account);
RecoveryKek derive_recovery_kek(const RecoverySecret& secret, const AccountId& account);

// Without the account: it is learnt only after the proof.
RecoverySigningKey derive_recovery_signing_key(const RecoverySecret& secret);

// `amk_version` is the a of the master key.
OwnerSigningKey derive_owner_signing_key(const MasterKey& key, const AccountId& account,
                                         std::uint32_t amk_version);
CollectionWrapKey derive_collection_wrap_key(const MasterKey& key, const AccountId& account,
                                             std::uint32_t amk_version);
OwnerBoxKey derive_owner_box_key(const MasterKey& key, const AccountId& account, std::uint32_t amk_version);

SessionMacKey derive_session_mac_key(const SessionKey& key);
SessionMacKey derive_session_mac_key(const SessionSeed& seed);

// `day` is the random value of that UTC day; when it is deleted, so is what its key can tell.
NetworkDayKey derive_network_day_key(const NetworkSecret& secret, const Fixed<32>& day);

}  // namespace portal
