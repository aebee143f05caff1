// Dates and times, as people read them.
#pragma once

#include <cstdint>
#include <string>

namespace portal::view {

// "25 November 2026", UTC.
std::string print_date(std::uint64_t unix_seconds);
// "25 November 2026, 14:05 UTC".
std::string print_moment(std::uint64_t unix_seconds);
// "November 2026" and "Nov 2026", UTC.
std::string print_month(std::uint64_t unix_seconds);
std::string print_short_month(std::uint64_t unix_seconds);
struct MonthSpan {
  std::uint64_t begins;  // unix seconds
  std::uint64_t ends;
};
MonthSpan month_around(std::uint64_t unix_seconds);
// "today", "12 days ago", "3 months ago".
std::string print_age(std::uint64_t unix_seconds, std::uint64_t now_seconds);
}  // namespace portal::view
