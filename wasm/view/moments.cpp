#include "wasm/view/moments.h"

#include <array>

#include "shared/base/calendar.h"

namespace portal::view {
namespace {

constexpr std::uint64_t kDay = 86'400;
constexpr std::array<std::string_view, 12> kMonths{"January",   "February", "March",    "April",
                                                   "May",       "June",     "July",     "August",
                                                   "September", "October",  "November", "December"};

std::string count(std::uint64_t number, std::string_view unit) {
  return std::to_string(number) + " " + std::string(unit) + (number == 1 ? "" : "s");
}

}  // namespace

std::string print_date(std::uint64_t unix_seconds) {
  const CivilDay day = civil_day(unix_seconds);
  return std::to_string(day.day) + " " + std::string(kMonths[day.month - 1]) + " " + std::to_string(day.year);
}

std::string print_moment(std::uint64_t unix_seconds) {
  return print_date(unix_seconds) + ", " + print_iso_time(unix_seconds).substr(11, 5) + " UTC";
}

std::string print_month(std::uint64_t unix_seconds) {
  const CivilDay day = civil_day(unix_seconds);
  return std::string(kMonths[day.month - 1]) + " " + std::to_string(day.year);
}

std::string print_short_month(std::uint64_t unix_seconds) {
  const CivilDay day = civil_day(unix_seconds);
  return std::string(kMonths[day.month - 1].substr(0, 3)) + " " + std::to_string(day.year);
}

MonthSpan month_around(std::uint64_t unix_seconds) {
  const CivilDay day = civil_day(unix_seconds);
  const std::uint64_t begins = (unix_seconds / kDay - (day.day - 1)) * kDay;
  const std::uint64_t in_next = begins + 31 * kDay;
  return {begins, in_next - (civil_day(in_next).day - 1) * kDay};
}

std::string print_age(std::uint64_t unix_seconds, std::uint64_t now_seconds) {
  const std::uint64_t days = now_seconds > unix_seconds ? (now_seconds - unix_seconds) / kDay : 0;
  if (days == 0) return "today";
  if (days < 60) return count(days, "day") + " ago";
  if (days < 730) return count(days * 12 / 365, "month") + " ago";
  return count(days / 365, "year") + " ago";
}

}  // namespace portal::view
