#include "wasm/core/kept_device.h"

#include <algorithm>

#include "shared/base/inputs.h"
#include "wasm/core/core.h"

namespace portal::core {
namespace {

constexpr std::size_t kFixedSize = 16 + 32 + 4 + 4 + 8 + 73 + 73;
constexpr std::string_view kDeviceName = "device";
constexpr std::string_view kSecretName = "device-x";

std::uint64_t take_integer(View& bytes, std::size_t size) {
  std::uint64_t value = 0;
  for (std::uint8_t byte : bytes.first(size)) value = value << 8 | byte;
  bytes = bytes.subspan(size);
  return value;
}

template <std::size_t size>
Fixed<size> take(View& bytes) {
  Fixed<size> taken{};
  std::copy_n(bytes.begin(), size, taken.begin());
  bytes = bytes.subspan(size);
  return taken;
}

}  // namespace

Bytes encode(const KeptDevice& device) {
  Bytes bytes = join({device.binding.account, device.binding.token_hash});
  append_u32be(bytes, device.binding.amk_version);
  append_u32be(bytes, device.binding.credential_version);
  append_u64be(bytes, device.expires);
  append(bytes, device.master_key);
  append(bytes, device.token);
  append(bytes, view_of(device.login));
  return bytes;
}

Result<KeptDevice> decode_kept_device(View bytes) {
  if (bytes.size() <= kFixedSize) return Fault::malformed;
  KeptDevice device{};
  device.binding.account = take<16>(bytes);
  device.binding.token_hash = take<32>(bytes);
  device.binding.amk_version = static_cast<std::uint32_t>(take_integer(bytes, 4));
  device.binding.credential_version = static_cast<std::uint32_t>(take_integer(bytes, 4));
  device.expires = take_integer(bytes, 8);
  device.master_key = take<73>(bytes);
  device.token = take<73>(bytes);
  device.login = std::string(text_of(bytes));
  if (TRY(normalise_login(bytes)) != device.login) return Fault::malformed;
  return device;
}

void keep_device(Core& core, const KeptDevice& device, const DeviceSecret& secret) {
  core.keep(std::string(kDeviceName), encode(device));
  core.keep_sealed(std::string(kSecretName), secret.bytes, device_secret_data(device.binding.account));
}

bool has_kept_device(const Core& core) {
  return core.find_kept(std::string(kDeviceName)) && core.find_kept(std::string(kSecretName));
}

void forget_device(Core& core) {
  core.model().stays_until.reset();
  if (core.find_kept(std::string(kDeviceName))) core.drop(std::string(kDeviceName));
  if (core.find_kept(std::string(kSecretName))) core.drop(std::string(kSecretName));
}

}  // namespace portal::core
