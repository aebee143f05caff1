// Everything that the screens are made of.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "shared/base/secret.h"
#include "shared/wire/account.h"
#include "shared/wire/erase.h"
#include "shared/wire/sessions.h"
#include "shared/wire/site.h"
#include "shared/wire/subscriptions.h"
#include "wasm/core/field.h"
#include "wasm/core/intent.h"
#include "wasm/core/notice.h"
#include "wasm/core/place.h"

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
  std::array<std::uint32_t, 2> asked = {};  // numbers of the groups to be typed, from 2 to 9
};

struct Model {
  Place place = Place::opening;
  std::string fragment;  // of the address that was opened
  std::optional<Place> after_sign_in;

  std::array<Typed, kFields> typed;
  std::set<Field> shown;    // passwords that are to be seen
  std::set<Field> invalid;  // what the alert is about
  Told status;
  Told alert;
  std::optional<Work> work;
  bool asks_still_there = false;

  std::optional<wire::Trust> trust;
  std::optional<wire::Site> site;

  bool signed_in = false;
  std::optional<wire::Account> account;
  std::optional<wire::Subscriptions> subscriptions;
  std::optional<wire::Sessions> sessions;
  std::optional<wire::PendingErasure> erasure;  // with a receipt that was checked
  bool understands_erasure = false;
  std::string login_of_link;  // whose sign-up link was opened
  std::optional<RecoverySheet> sheet;
  Strength strength = Strength::unknown;

  Theme theme = Theme::system;
  Renderer renderer = Renderer::automatic;
  std::uint64_t now = 0;  // unix ms

  const Secret& value_of(Field field) const { return typed[static_cast<std::size_t>(field)].value; }
  Typed& typed_in(Field field) { return typed[static_cast<std::size_t>(field)]; }
  const Typed& typed_in(Field field) const { return typed[static_cast<std::size_t>(field)]; }
};

}  // namespace portal::core
