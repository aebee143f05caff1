#include "server-stub/app/network_keys.h"

#include <algorithm>
#include <vector>

#include "shared/crypto/budget_key.h"
#include "shared/crypto/key_hierarchy.h"

namespace portal::server {
namespace {

std::vector<std::string> split(std::string_view text, char at) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(at), text.size());
    parts.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

}  // namespace

std::string network_prefix(const std::string& address) {
  const std::size_t dot = address.rfind('.');
  if (address.find(':') == std::string::npos) return address.substr(0, dot) + ".0/24";

  // RFC 4291 §2.2: `::` stands for as many groups of zeros as are missing.
  const std::size_t gap = address.find("::");
  std::vector<std::string> groups = split(std::string_view(address).substr(0, gap), ':');
  if (gap != std::string::npos) {
    const std::vector<std::string> after = split(std::string_view(address).substr(gap + 2), ':');
    while (groups.size() + after.size() < 8) groups.emplace_back("0");
    groups.insert(groups.end(), after.begin(), after.end());
  }
  groups.resize(std::max<std::size_t>(groups.size(), 3));
  return groups[0] + ':' + groups[1] + ':' + groups[2] + "::/48";
}

Result<Sha256> NetworkKeys::name(Store& store, const NetworkSecret& secret, Random& random, Milliseconds now,
                                 std::uint8_t purse, const std::string& network) {
  std::lock_guard lock(mutex_);
  const std::uint64_t day = now / kDay;
  if (day_ != day) {
    Fixed<32> fresh;
    random.fill(fresh);
    key_ = derive_network_day_key(secret, TRY(store.bytes_of_day(day, fresh)));
    day_ = day;
  }
  return derive_budget_key(key_, purse, view_of(network_prefix(network)));
}

}  // namespace portal::server
