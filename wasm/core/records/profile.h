// The profile: what a customer may tell about themselves, one value for each item, and where each is from.
//
//   {"kind":"profile","v":1,"items":{"name":{"value":"…","source":"web","changed":1764000000},…}}
//
// It is the plaintext of one record, and nothing but the owner's devices sees it.
#pragma once

#include <array>
#include <optional>
#include <string>

#include "shared/wire/codec.h"
#include "wasm/core/field.h"

namespace portal::core {

enum class Item {
  name,
  phone,
  street_address,
  city,
  region,
  postal_code,
  country,
  billing_name,
  company,
  tax_number,
  billing_address,
  notes,
};
inline constexpr std::size_t kItems = 12;
constexpr std::array<std::string_view, kItems> names_of(Item) {
  return {"name",    "phone",        "street_address", "city",       "region",          "postal_code",
          "country", "billing_name", "company",        "tax_number", "billing_address", "notes"};
}

// As the screen "My data" and an export call it: "Street address".
std::string_view item_name(Item item);

// How a value came here.
enum class Source { web, phone, in_person, import };
constexpr std::array<std::string_view, 4> names_of(Source) {
  return {"web", "phone", "in-person", "import"};
}

struct Kept {
  std::string value;  // not empty
  Source source;
  std::uint64_t changed;  // unix seconds
  static void fields(auto& m, auto&& field) {
    field("value", m.value);
    field("source", m.source);
    field("changed", m.changed);
  }
  bool operator==(const Kept&) const = default;
};

struct OwnerProfile {
  std::array<std::optional<Kept>, kItems> kept;

  std::optional<Kept>& operator[](Item item) { return kept[static_cast<std::size_t>(item)]; }
  const std::optional<Kept>& operator[](Item item) const { return kept[static_cast<std::size_t>(item)]; }
  std::string value(Item item) const { return (*this)[item] ? (*this)[item]->value : ""; }

  static void fields(auto& m, auto&& field) {
    for (std::size_t i = 0; i < kItems; ++i) field(names_of(Item{})[i].data(), m.kept[i]);
  }
  bool operator==(const OwnerProfile&) const = default;
};

Bytes print_profile(const OwnerProfile& profile);

// Fault::not_found for the JSON of another kind, Fault::malformed for anything else.
Result<OwnerProfile> parse_profile(View json);

// Whether it may stand in that item: Fault::too_large over 4 KiB (notes: 64 KiB), Fault::malformed for
// control characters, but line breaks where an item has lines.
Status check_value(Item item, std::string_view value);
bool has_lines(Item item);

// Needed to buy something; all other items are voluntary.
bool is_required(Item item);

// What this device changed since `base`, on top of what `theirs` says now.
OwnerProfile merge(const OwnerProfile& base, const OwnerProfile& mine, const OwnerProfile& theirs);

constexpr Field field_of(Item item) {
  return static_cast<Field>(static_cast<int>(kFirstItem) + static_cast<int>(item));
}
constexpr Item item_of(Field field) {
  return static_cast<Item>(static_cast<int>(field) - static_cast<int>(kFirstItem));
}
constexpr Item item_at(std::size_t position) {
  return static_cast<Item>(position);
}

}  // namespace portal::core
