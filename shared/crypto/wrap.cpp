#include "shared/crypto/wrap.h"

#include <algorithm>

#include "shared/crypto/aead.h"
#include "shared/crypto/labels.h"

namespace portal {
namespace {

enum class WrapType : std::uint8_t { password = 1, recovery = 2 };

Bytes associated_data(WrapType type, const AccountId& account, std::uint32_t amk_version,
                      std::uint32_t version) {
  Bytes data = bytes_of(label_text(DataLabel::wrap));
  data.push_back(0);
  data.push_back(static_cast<std::uint8_t>(type));
  append(data, account);
  append_u32be(data, amk_version);
  append_u32be(data, version);
  return data;
}

Bytes associated_data(const PasswordWrapBinding& binding) {
  return associated_data(WrapType::password, binding.account, binding.amk_version,
                         binding.credential_version);
}

Bytes associated_data(const RecoveryWrapBinding& binding) {
  return associated_data(WrapType::recovery, binding.account, binding.amk_version, binding.recovery_version);
}

Wrap seal(const Secret& kek, const MasterKey& key, View associated_data, Random& random) {
  const Bytes sealed = aead_seal(kek, associated_data, key.bytes.reveal(), random);
  Wrap wrap{};
  std::copy(sealed.begin(), sealed.end(), wrap.begin());
  return wrap;
}

Result<MasterKey> open(const Secret& kek, View wrap, View associated_data) {
  if (wrap.size() != std::tuple_size_v<Wrap>) return Fault::malformed;
  return MasterKey{TRY(aead_open(kek, associated_data, wrap))};
}

}  // namespace

Wrap wrap_master_key(const PasswordKek& kek, const MasterKey& key, const PasswordWrapBinding& binding,
                     Random& random) {
  return seal(kek.bytes, key, associated_data(binding), random);
}

Wrap wrap_master_key(const RecoveryKek& kek, const MasterKey& key, const RecoveryWrapBinding& binding,
                     Random& random) {
  return seal(kek.bytes, key, associated_data(binding), random);
}

Result<MasterKey> unwrap_master_key(const PasswordKek& kek, View wrap, const PasswordWrapBinding& binding) {
  return open(kek.bytes, wrap, associated_data(binding));
}

Result<MasterKey> unwrap_master_key(const RecoveryKek& kek, View wrap, const RecoveryWrapBinding& binding) {
  return open(kek.bytes, wrap, associated_data(binding));
}

}  // namespace portal
