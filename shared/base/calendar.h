// Unix times as dates of the Gregorian calendar, UTC.
#pragma once

#include <cstdint>
#include <string>

namespace portal {

struct CivilDay {
  int year;
  unsigned month;  // from 1
  unsigned day;    // from 1
};

CivilDay civil_day(std::uint64_t unix_seconds);
// RFC 3339: "2026-11-25" and "2026-11-25T14:05:00Z".
std::string print_iso_day(std::uint64_t unix_seconds);
std::string print_iso_time(std::uint64_t unix_seconds);

}  // namespace portal
