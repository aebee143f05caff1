#include "shared/base/calendar.h"

#include <chrono>

namespace portal {
namespace {

constexpr std::uint64_t kDay = 86'400;

std::string two_digits(std::uint64_t number) {
  return (number < 10 ? "0" : "") + std::to_string(number);
}

}  // namespace

CivilDay civil_day(std::uint64_t unix_seconds) {
  const std::chrono::sys_days days{std::chrono::days{unix_seconds / kDay}};
  const std::chrono::year_month_day day{days};
  return {static_cast<int>(day.year()), static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day())};
}

std::string print_iso_day(std::uint64_t unix_seconds) {
  const CivilDay day = civil_day(unix_seconds);
  return std::to_string(day.year) + "-" + two_digits(day.month) + "-" + two_digits(day.day);
}

std::string print_iso_time(std::uint64_t unix_seconds) {
  const std::uint64_t second = unix_seconds % kDay;
  return print_iso_day(unix_seconds) + "T" + two_digits(second / 3600) + ":" + two_digits(second / 60 % 60) +
         ":" + two_digits(second % 60) + "Z";
}

}  // namespace portal
