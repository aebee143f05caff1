#include "shared/crypto/device_unlock.h"

#include <algorithm>

#include "shared/crypto/aead.h"
#include "shared/crypto/kdf.h"

namespace portal {
namespace {

Secret derive_unlock_key(const DeviceSecret& secret, const DeviceShare& share, const DeviceBinding& binding) {
  const Secret both = join_secret({secret.bytes.reveal(), share});
  return derive_key(both.reveal(), KeyLabel::device_unlock, join({binding.account, binding.token_hash}));
}

Secret derive_token_key(const DeviceSecret& secret, const AccountId& account) {
  return derive_key(secret.bytes.reveal(), KeyLabel::device_token, account);
}

Bytes labelled(DataLabel label) {
  Bytes data = bytes_of(label_text(label));
  data.push_back(0);
  return data;
}

Bytes associated_data(const DeviceBinding& binding) {
  Bytes data = labelled(DataLabel::device_amk);
  append(data, binding.account);
  append(data, binding.token_hash);
  append_u32be(data, binding.amk_version);
  append_u32be(data, binding.credential_version);
  return data;
}

Bytes associated_data(DataLabel label, const AccountId& account) {
  Bytes data = labelled(label);
  append(data, account);
  return data;
}

DeviceBlob blob_of(const Bytes& sealed) {
  DeviceBlob blob{};
  std::copy_n(sealed.begin(), blob.size(), blob.begin());
  return blob;
}

}  // namespace

Bytes device_secret_data(const AccountId& account) {
  return associated_data(DataLabel::device_x, account);
}

DeviceBlob seal_for_device(const DeviceSecret& secret, const DeviceShare& share, const MasterKey& key,
                           const DeviceBinding& binding, Random& random) {
  return blob_of(aead_seal(derive_unlock_key(secret, share, binding), associated_data(binding),
                           key.bytes.reveal(), random));
}

Result<MasterKey> open_on_device(const DeviceSecret& secret, const DeviceShare& share, View sealed,
                                 const DeviceBinding& binding) {
  if (sealed.size() != std::tuple_size_v<DeviceBlob>) return Fault::malformed;
  return MasterKey{
      TRY(aead_open(derive_unlock_key(secret, share, binding), associated_data(binding), sealed))};
}

DeviceBlob seal_device_token(const DeviceSecret& secret, const AccountId& account, const DeviceToken& token,
                             Random& random) {
  return blob_of(aead_seal(derive_token_key(secret, account),
                           associated_data(DataLabel::device_token, account), token.bytes.reveal(), random));
}

Result<DeviceToken> open_device_token(const DeviceSecret& secret, const AccountId& account, View sealed) {
  if (sealed.size() != std::tuple_size_v<DeviceBlob>) return Fault::malformed;
  return DeviceToken{TRY(aead_open(derive_token_key(secret, account),
                                   associated_data(DataLabel::device_token, account), sealed))};
}

}  // namespace portal
