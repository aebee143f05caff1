// Every sentence about how something went.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "shared/wire/login.h"
#include "shared/wire/subscriptions.h"
#include "wasm/core/model.h"
#include "wasm/core/notice.h"

namespace portal::view {

std::string sentence(const core::Told& told);

std::string_view switch_name(wire::Purpose purpose);
std::string_view access_name(wire::Scope scope);
std::string_view about(wire::Purpose purpose);
using core::item_name;
std::string_view strength_name(core::Strength strength);

// "25 November 2026", UTC.
std::string print_date(std::uint64_t unix_seconds);
// "25 November 2026, 14:05 UTC".
std::string print_moment(std::uint64_t unix_seconds);
// "today", "12 days ago", "3 months ago".
std::string print_age(std::uint64_t unix_seconds, std::uint64_t now_seconds);
// How a mail choice came about: "On since 25 November 2026, chosen here".
std::string print_choice(const wire::PurposeState& state);

}  // namespace portal::view
