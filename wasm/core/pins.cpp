#include "wasm/core/pins.h"

#include "shared/base/encoding.h"
#include "shared/base/inputs.h"
#include "shared/crypto/hash.h"
#include "wasm/core/core.h"

namespace portal::core {
namespace {

constexpr std::size_t kSize = 16 + 3 * 4 + 32;

Bytes encode(const Pins& pins) {
  Bytes bytes = copy_of(pins.account);
  append_u32be(bytes, pins.amk_version);
  append_u32be(bytes, pins.credential_version);
  append_u32be(bytes, pins.recovery_version);
  append(bytes, pins.owner_key.bytes);
  return bytes;
}

std::uint32_t u32be(View bytes) {
  return std::uint32_t{bytes[0]} << 24 | std::uint32_t{bytes[1]} << 16 | std::uint32_t{bytes[2]} << 8 |
         bytes[3];
}

Pins decode(View bytes) {
  return {*fixed<16>(bytes.first(16)), u32be(bytes.subspan(16)), u32be(bytes.subspan(20)),
          u32be(bytes.subspan(24)), VerifyKey{*fixed<32>(bytes.subspan(28))}};
}

bool follows(const Pins& seen, const Pins& before) {
  return seen.account == before.account && seen.owner_key == before.owner_key &&
         seen.amk_version >= before.amk_version && seen.credential_version >= before.credential_version &&
         seen.recovery_version >= before.recovery_version;
}

// After a reset, or when one is taken back: nothing older, and another master key.
bool may_be_other_vault(const Pins& seen, const Pins& before) {
  return seen.account == before.account && seen.owner_key != before.owner_key &&
         seen.amk_version != before.amk_version && seen.credential_version >= before.credential_version &&
         seen.recovery_version >= before.recovery_version;
}

std::string name_of_pins(const std::string& login) {
  return "pins/" + encode_hex(sha256(view_of(login)));
}

}  // namespace

bool has_pins(const Core& core, const std::string& login) {
  return core.find_kept(name_of_pins(login)) != nullptr;
}

Status check_and_keep_pins(Core& core, const std::string& login, const Pins& seen) {
  const std::string name = name_of_pins(login);
  const Bytes* kept = core.find_kept(name);
  if (kept && kept->size() != kSize) return Fault::incident;
  if (kept && !follows(seen, decode(*kept))) {
    if (may_be_other_vault(seen, decode(*kept))) core.model().other_vault = OtherVault{login, encode(seen)};
    return Fault::incident;
  }
  core.keep(name, encode(seen));
  return Done{};
}

void accept_other_vault(Core& core) {
  auto& other = core.model().other_vault;
  if (!other || core.model().work) return;
  core.hush();
  const auto typed = normalise_login(core.model().value_of(Field::confirmed_login).reveal());
  if (!typed || *typed != other->login)
    return core.complain(Notice::not_this_address, Field::confirmed_login);
  core.keep(name_of_pins(other->login), other->pins);
  other.reset();
  core.empty(Field::confirmed_login);
  core.tell(Notice::other_vault_accepted);
}

void forget_pins(Core& core, const std::string& login) {
  if (has_pins(core, login)) core.drop(name_of_pins(login));
}

}  // namespace portal::core
