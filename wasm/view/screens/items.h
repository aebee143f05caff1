// What is said about each item of the profile: what it is asked for, and where its value is from.
#pragma once

#include <string>

#include "wasm/core/records/profile.h"

namespace portal::view {

using core::Item;

// The closed list of what the company may use an item for.
enum class Use { accounting, customer_service };
Use use_of(Item item);
std::string_view print_use(Use use);

struct ItemInput {
  std::string_view autocomplete;  // what browsers fill in
  std::string_view input;
};
ItemInput input_of(Item item);

// "Voluntary. For customer service: to reach you. Given here on 25 November 2026."
std::string describe(Item item, const std::optional<core::Kept>& kept);

// The answer to "Who can read it?".
std::string readers_of(Item item);

}  // namespace portal::view
