// What this device has seen of an account, so that a server cannot show it something older or another's.
#pragma once

#include <string>

#include "shared/base/result.h"
#include "shared/crypto/ed25519.h"
#include "shared/crypto/keys.h"

namespace portal::core {

class Core;

struct Pins {
  AccountId account;
  std::uint32_t amk_version;
  std::uint32_t credential_version;
  std::uint32_t recovery_version;
  VerifyKey owner_key;
};

// Fault::incident if the account or the owner's key is another, or a version is lower, than this device has
// seen for that login. Otherwise the pins move on.
// Whether this device has seen that account.
bool has_pins(const Core& core, const std::string& login);

Status check_and_keep_pins(Core& core, const std::string& login, const Pins& seen);

}  // namespace portal::core
