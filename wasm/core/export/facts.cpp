#include "wasm/core/export/facts.h"

#include "shared/base/encoding.h"

namespace portal::core {
namespace {

constexpr std::uint64_t kDay = 86'400;

std::string two_digits(std::uint64_t number) {
  return (number < 10 ? "0" : "") + std::to_string(number);
}

}  // namespace

// Civil date from a count of days: years begin in March, so that the leap day is the last.
std::string print_day(std::uint64_t unix_seconds) {
  const std::uint64_t days = unix_seconds / kDay + 719'468;
  const std::uint64_t era = days / 146'097;
  const std::uint64_t day_of_era = days % 146'097;
  const std::uint64_t year_of_era =
      (day_of_era - day_of_era / 1460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
  const std::uint64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const std::uint64_t shifted = (5 * day_of_year + 2) / 153;
  const std::uint64_t day = day_of_year - (153 * shifted + 2) / 5 + 1;
  const std::uint64_t month = shifted < 10 ? shifted + 3 : shifted - 9;
  const std::uint64_t year = year_of_era + era * 400 + (month <= 2 ? 1 : 0);
  return std::to_string(year) + "-" + two_digits(month) + "-" + two_digits(day);
}

std::string print_time(std::uint64_t unix_seconds) {
  const std::uint64_t second = unix_seconds % kDay;
  return print_day(unix_seconds) + "T" + two_digits(second / 3600) + ":" + two_digits(second / 60 % 60) +
         ":" + two_digits(second % 60) + "Z";
}

std::string export_file_name(std::uint64_t unix_seconds, bool has_passphrase) {
  return "portal-export-" + print_day(unix_seconds) + ".zip" + (has_passphrase ? ".age" : "");
}

std::string export_comment(const ExportFacts& facts) {
  return "portal/v1 export realm=" + facts.realm + " account=" + encode_hex(facts.account_id) +
         " manifest=- log=- time=" + std::to_string(facts.made);
}

ExportProfile export_profile(const OwnerProfile& profile) {
  ExportProfile exported;
  for (std::size_t i = 0; i < kItems; ++i) {
    const auto& kept = profile.kept[i];
    if (!kept) continue;
    exported.fields.push_back({std::string(item_name(static_cast<Item>(i))), kept->value,
                               std::string(wire::name_of(kept->source)), kept->changed});
  }
  return exported;
}

}  // namespace portal::core
