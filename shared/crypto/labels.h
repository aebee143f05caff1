// Every label of the project in one place: what a derived key is for, and what sealed bytes are.
#pragma once

#include <string_view>

namespace portal {

// One purpose per key.
enum class KeyLabel {
  kek_password,     // ExportKey → PasswordKek
  recovery_kek,     // RecoverySecret → RecoveryKek
  recovery_auth,    // RecoverySecret → RecoverySigningKey
  sign_ed25519,     // MasterKey → OwnerSigningKey
  box_x25519,       // MasterKey → OwnerBoxKey
  collection_wrap,  // MasterKey → CollectionWrapKey
  blind_index,      // MasterKey → finds duplicates, in the client only
  local_cache,      // MasterKey → what the device keeps
  device_unlock,    // DeviceSecret and share → seals the master key on the device
  device_token,     // DeviceSecret → seals the device's token
  session_mac,      // SessionKey or SessionSeed → SessionMacKey
  network_day,      // NetworkSecret → NetworkDayKey
};
std::string_view label_text(KeyLabel label);

// The beginning of associated data and of MAC input.
enum class DataLabel {
  wrap,          // the master key under a KEK
  device_amk,    // the master key on a device that stays signed in
  device_token,  // that device's token
  device_x,      // that device's secret, as the place keeps it
  session,       // server: the MAC key of a session
  pending,       // server: a login between KE2 and KE3
  outbox,        // server: a mail that waits to be sent
  budget,        // server: the key of a budget's row
  ckey,          // a collection key under the CollectionWrapKey
  record,        // a record under its collection's key
  suppress,      // server: an address that is not mailed again
};
std::string_view label_text(DataLabel label);

}  // namespace portal
