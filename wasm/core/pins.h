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

// Whether this device has seen that account.
bool has_pins(const Core& core, const std::string& login);

// Fault::incident if the account or the owner's key is another, or a version is lower, than this device has
// seen for that login. Otherwise the pins move on. Another vault of the same account, as a reset leaves it,
// is an incident too; it is kept in the model, for the owner to accept or not.
Status check_and_keep_pins(Core& core, const std::string& login, const Pins& seen);

// The owner has typed whose account it is: from now on this device knows that vault.
void accept_other_vault(Core& core);
// When this device itself has made a new one.
void forget_pins(Core& core, const std::string& login);

}  // namespace portal::core
