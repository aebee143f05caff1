// What a device that stays signed in keeps: nothing of it opens without the server's share.
//
//   "device-x"  x, 32 bytes; the place keeps it under a key that no program can read, where it has one
//   "device"    account (16) ‖ SHA-256(T) (32) ‖ u32be(a) ‖ u32be(v) ‖ u64be(expires) ‖ sealed master key
//   (73)
//               ‖ sealed T (73) ‖ login
#pragma once

#include <string>

#include "shared/crypto/device_unlock.h"

namespace portal::core {

class Core;

struct KeptDevice {
  DeviceBinding binding;
  std::uint64_t expires;  // unix seconds
  DeviceBlob master_key;
  DeviceBlob token;
  std::string login;
};

Bytes encode(const KeptDevice& device);
// Fault::malformed for what cannot have been kept by this program.
Result<KeptDevice> decode_kept_device(View bytes);

void keep_device(Core& core, const KeptDevice& device, const DeviceSecret& secret);
bool has_kept_device(const Core& core);
void forget_device(Core& core);

}  // namespace portal::core
