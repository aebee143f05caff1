// One line of JSON on stderr for operators: what happened, never to whom. No address, body, token or full IP.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace portal::server {

void log_line(std::string_view event,
              std::initializer_list<std::pair<std::string_view, std::string>> facts = {});

}  // namespace portal::server
