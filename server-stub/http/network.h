// Whose request it is: the peer's address, or the one that a trusted proxy names.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server-stub/app/exchange.h"

namespace portal::server {

// The text form of inet_ntop; an IPv4 address inside IPv6 (::ffff:192.0.2.1) becomes plain IPv4.
std::optional<std::string> normalise_address(std::string_view text);

// X-Forwarded-For is read from the right, for as long as the one who wrote the entry is trusted. `peer` and
// `trusted` are normalised. An entry that is no address ends the walk.
std::string find_network(const std::string& peer, const HeaderFields& fields,
                         const std::vector<std::string>& trusted);

}  // namespace portal::server
