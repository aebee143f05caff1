// What the client holds while somebody is signed in. Gone, and wiped, when they are not.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "shared/crypto/key_hierarchy.h"
#include "shared/wire/login.h"

namespace portal::core {

struct Session {
  wire::SessionId sid;
  SessionMacKey mac_key;
  std::uint64_t sequence = 0;  // of the last request
  std::uint64_t expires;       // unix seconds
  std::uint64_t last_request;  // unix ms

  // From here on nothing of it in a frame.
  std::string login = {};
  AccountId account = {};
  std::uint32_t credential_version = 0;
  std::uint32_t amk_version = 0;
  std::uint32_t recovery_version = 0;
  MasterKey master_key = {};
  OwnerSigningKey owner_key = {};
  // After a proof of what a reset set aside: a of the vault that is there now, and is to be replaced.
  std::optional<std::uint32_t> replaces = {};
};

}  // namespace portal::core
