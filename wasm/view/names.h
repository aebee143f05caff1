// What things are called.
#pragma once

#include <string>
#include <string_view>

#include "shared/wire/login.h"
#include "shared/wire/subscriptions.h"
#include "wasm/core/model.h"

namespace portal::view {

std::string_view switch_name(wire::Purpose purpose);
std::string_view access_name(wire::Scope scope);
std::string_view about(wire::Purpose purpose);
using core::item_name;
std::string_view strength_name(core::Strength strength);

// How a mail choice came about: "On since 25 November 2026, chosen here".
std::string print_choice(const wire::PurposeState& state);

}  // namespace portal::view
