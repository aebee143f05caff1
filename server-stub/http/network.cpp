#include "server-stub/http/network.h"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <cstring>

#include "server-stub/http/text.h"

namespace portal::server {
namespace {

std::vector<std::string_view> forwarded_entries(const HeaderFields& fields) {
  std::vector<std::string_view> entries;
  for (const auto& [name, value] : fields) {
    if (name != "x-forwarded-for") continue;
    std::string_view rest = value;
    while (true) {
      const auto comma = rest.find(',');
      entries.push_back(trim(rest.substr(0, comma)));
      if (comma == std::string_view::npos) break;
      rest.remove_prefix(comma + 1);
    }
  }
  return entries;
}

bool is_among(const std::vector<std::string>& trusted, const std::string& address) {
  return std::find(trusted.begin(), trusted.end(), address) != trusted.end();
}

}  // namespace

std::optional<std::string> normalise_address(std::string_view text) {
  const std::string terminated(text);
  if (terminated.size() >= INET6_ADDRSTRLEN || terminated.find('\0') != std::string::npos)
    return std::nullopt;

  std::array<unsigned char, 16> bytes{};
  std::array<char, INET6_ADDRSTRLEN> printed{};
  if (inet_pton(AF_INET, terminated.c_str(), bytes.data()) == 1) {
    return inet_ntop(AF_INET, bytes.data(), printed.data(), printed.size());
  }
  if (inet_pton(AF_INET6, terminated.c_str(), bytes.data()) != 1) return std::nullopt;
  constexpr std::array<unsigned char, 12> mapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
  if (std::memcmp(bytes.data(), mapped.data(), mapped.size()) == 0) {
    return inet_ntop(AF_INET, bytes.data() + mapped.size(), printed.data(), printed.size());
  }
  return inet_ntop(AF_INET6, bytes.data(), printed.data(), printed.size());
}

std::string find_network(const std::string& peer, const HeaderFields& fields,
                         const std::vector<std::string>& trusted) {
  std::string network = peer;
  const auto entries = forwarded_entries(fields);
  for (auto entry = entries.rbegin(); entry != entries.rend() && is_among(trusted, network); ++entry) {
    const auto address = normalise_address(*entry);
    if (!address) break;
    network = *address;
  }
  return network;
}

}  // namespace portal::server
