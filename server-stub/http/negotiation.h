// What a client says about the representations it can use: Accept-Encoding and If-None-Match (RFC 9110).
#pragma once

#include <string_view>

namespace portal::server {

// §12.5.3: named with q > 0, or not named and `*` with q > 0. `field` is empty if it was not sent.
bool accepts_coding(std::string_view field, std::string_view coding);

// §13.1.2: `*`, or a list that has the tag, weak or strong. `tag` comes with its quotes.
bool has_entity_tag(std::string_view field, std::string_view tag);

}  // namespace portal::server
