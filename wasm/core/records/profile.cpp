#include "wasm/core/records/profile.h"

#include <algorithm>

namespace portal::core {
namespace {

constexpr std::size_t kLongestValue = 4 * 1024;
constexpr std::size_t kLongestNotes = 64 * 1024;
constexpr std::string_view kKind = "profile";

struct ProfileText {
  std::string kind;
  std::uint32_t v;
  OwnerProfile items;
  static void fields(auto& m, auto&& field) {
    field("kind", m.kind);
    field("v", m.v);
    field("items", m.items);
  }
};

}  // namespace

Bytes print_profile(const OwnerProfile& profile) {
  return wire::encode(ProfileText{std::string(kKind), 1, profile});
}

Result<OwnerProfile> parse_profile(View json) {
  const wire::Value value = TRY(wire::parse_json(json));
  const wire::Value* kind = value.find_member("kind");
  const auto* name = kind ? kind->find<std::string>() : nullptr;
  if (!name) return Fault::malformed;
  if (*name != kKind) return Fault::not_found;
  ProfileText text = TRY(wire::parse<ProfileText>(json));
  if (text.v != 1) return Fault::malformed;
  for (std::size_t i = 0; i < kItems; ++i) {
    const auto& kept = text.items.kept[i];
    if (!kept) continue;
    if (kept->value.empty()) return Fault::malformed;
    TRY(check_value(item_at(i), kept->value));
  }
  return std::move(text.items);
}

Status check_value(Item item, std::string_view value) {
  if (value.size() > (item == Item::notes ? kLongestNotes : kLongestValue)) return Fault::too_large;
  std::string plain(value);
  if (has_lines(item)) std::replace(plain.begin(), plain.end(), '\n', ' ');
  if (!is_printable_utf8(view_of(plain))) return Fault::malformed;
  return Done{};
}

bool has_lines(Item item) {
  return item == Item::street_address || item == Item::billing_address || item == Item::notes;
}

bool is_required(Item item) {
  return item == Item::name || item == Item::country || item == Item::billing_name ||
         item == Item::billing_address;
}

OwnerProfile merge(const OwnerProfile& base, const OwnerProfile& mine, const OwnerProfile& theirs) {
  OwnerProfile merged = theirs;
  for (std::size_t i = 0; i < kItems; ++i) {
    const Item item = item_at(i);
    if (mine.value(item) != base.value(item)) merged[item] = mine[item];
  }
  return merged;
}

std::string_view item_name(Item item) {
  using enum Item;
  switch (item) {
    case name:
      return "Name";
    case phone:
      return "Phone";
    case street_address:
      return "Street address";
    case city:
      return "City";
    case region:
      return "Region";
    case postal_code:
      return "Postal code";
    case country:
      return "Country";
    case billing_name:
      return "Billing name";
    case company:
      return "Company";
    case tax_number:
      return "Tax number";
    case billing_address:
      return "Billing address";
    case notes:
      return "Notes";
  }
  return {};
}

}  // namespace portal::core
