#include "wasm/core/export/facts.h"

#include "shared/base/calendar.h"
#include "shared/base/encoding.h"

namespace portal::core {

std::string export_file_name(std::uint64_t unix_seconds, bool has_passphrase) {
  return "portal-export-" + print_iso_day(unix_seconds) + ".zip" + (has_passphrase ? ".age" : "");
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
