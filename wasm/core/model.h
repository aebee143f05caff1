// Everything that the screens are made of.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "shared/base/secret.h"
#include "shared/crypto/keys.h"
#include "shared/wire/account.h"
#include "shared/wire/erase.h"
#include "shared/wire/sessions.h"
#include "shared/wire/site.h"
#include "shared/wire/subscriptions.h"
#include "wasm/core/activity/activity.h"
#include "wasm/core/field.h"
#include "wasm/core/intent.h"
#include "wasm/core/notice.h"
#include "wasm/core/place.h"
#include "wasm/core/records/profile.h"

namespace portal::core {

struct Typed {
  Secret value;               // UTF-8, as typed
  std::uint32_t cleared = 0;  // grows each time the core empties the field
};

// Long work under way: what it is called, how far it is, and whether it can still be stopped.
struct Work {
  std::string name;
  int percent = 0;
  bool can_cancel = true;
};

enum class Strength { unknown, weak, fair, good, strong };
enum class Theme { system, light, dark };
enum class Renderer { automatic, html, canvas };

// The recovery key while its owner writes it down.
struct RecoverySheet {
  Secret text;                              // nine groups of four
  std::string key_line;                     // the owner's key, as minisign has it
  std::string login;                        // whose it is
  Place from = Place::finish;               // the screen that it belongs to
  std::array<std::uint32_t, 2> asked = {};  // numbers of the groups to be typed, from 2 to 9
};

// The profile while it is on the screen. What is typed and not yet saved stands in the fields.
struct MyData {
  OwnerProfile saved;                // as the server has it
  std::optional<OwnerProfile> mine;  // a choice is to be made: this device's version, or the saved one
  bool can_undo = false;
};

// What somebody had typed and not saved when their session ended under it. In memory only, for its owner.
struct LeftTyping {
  AccountId account;
  OwnerProfile base;    // what was saved then
  OwnerProfile wanted;  // and what was typed over it
  Secret device_name;
};

struct PickedFile {
  std::string name;
  std::uint64_t size;
};

// What an export says that was found whole.
struct Checked {
  enum class Owner { unknown, expected, another } owner = Owner::unknown;
  std::string realm = {};
  std::uint64_t made = 0;  // unix seconds
  std::string key_line = {};
  std::size_t files = 0;
};

// A frame on another site that asks its owner for permission, as the top level sees it.
struct FrameRequest {
  enum class State { asked, allowed, denied };
  std::string site;
  std::string code;  // six digits
  wire::PublicKey key;
  State state = State::asked;
};

// The same as the frame sees it.
struct FramePairing {
  std::string link;  // to where its owner allows it
  std::string code;  // six digits; empty until the link was followed
};

// An account that this device knows has another vault than before. Not used before its owner says so.
struct OtherVault {
  std::string login;
  Bytes pins;  // as they would be kept
};

// The page around a frame. Its origin is the browser's word, the rest its own.
struct Host {
  std::string site;
  std::string theme;
  std::string renderer;
};

struct Model {
  Place place = Place::opening;
  std::string fragment;  // of the address that was opened
  std::optional<Place> after_sign_in;
  bool is_framed = false;  // inside somebody else's page
  Host host;               // that page
  FramePairing frame;
  std::optional<FrameRequest> frame_request;
  std::uint32_t mail_changes = 0;  // that were saved since the page was opened

  std::array<Typed, kFields> typed;
  std::set<Field> shown;    // passwords that are to be seen
  std::set<Field> invalid;  // what the alert is about
  Told status;
  Told alert;
  std::optional<Work> work;
  bool asks_still_there = false;
  bool wants_to_stay = false;                // signed in on this device, after the next sign-in
  bool asks_again = false;                   // somebody was signed in here before the page was loaded anew
  std::optional<std::uint64_t> stays_until;  // unix seconds

  std::optional<wire::Trust> trust;
  std::optional<wire::Site> site;

  bool signed_in = false;
  std::optional<wire::Account> account;
  std::optional<wire::Subscriptions> subscriptions;
  std::optional<wire::Sessions> sessions;
  std::optional<ActivityShown> activity;
  std::optional<MyData> my_data;
  std::optional<LeftTyping> left_typing;
  std::set<Field> explained;                    // who can read it is being shown
  std::optional<wire::PendingErasure> erasure;  // with a receipt that was checked
  bool understands_erasure = false;
  std::string login_of_link;  // whose sign-up link was opened
  std::optional<RecoverySheet> sheet;
  std::string owner_key_line;  // as minisign has it
  Secret passphrase;           // of the next export; empty: none
  std::optional<PickedFile> picked;
  std::optional<Checked> checked;
  std::optional<OtherVault> other_vault;
  std::optional<std::uint64_t> reset_due;  // by the link that was followed, unix seconds
  Strength strength = Strength::unknown;

  Theme theme = Theme::system;
  Renderer renderer = Renderer::automatic;
  std::uint64_t now = 0;  // unix ms

  const Secret& value_of(Field field) const { return typed[static_cast<std::size_t>(field)].value; }
  Typed& typed_in(Field field) { return typed[static_cast<std::size_t>(field)]; }
  const Typed& typed_in(Field field) const { return typed[static_cast<std::size_t>(field)]; }
};

// Until when, in unix seconds, what a recovery replaced is kept; nothing if that is over.
inline std::optional<std::uint64_t> recovered_until(const Model& model) {
  const bool is_kept = model.account && model.account->recovered_until.value_or(0) > model.now / 1000;
  return is_kept ? model.account->recovered_until : std::nullopt;
}

// Likewise the vault from before a reset.
inline std::optional<std::uint64_t> vault_kept_until(const Model& model) {
  const bool is_kept = model.account && model.account->vault_kept_until.value_or(0) > model.now / 1000;
  return is_kept ? model.account->vault_kept_until : std::nullopt;
}

}  // namespace portal::core
