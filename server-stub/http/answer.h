// A Response as the bytes that go before its body.
#pragma once

#include <ctime>
#include <string>
#include <string_view>

#include "server-stub/app/exchange.h"

namespace portal::server {

enum class After { keep, close };

// The answer {"fault":name}, as JSON that nobody may store.
Response fault_answer(int status, std::string_view fault);

bool has_body(int status, std::string_view method);  // RFC 9110 §6.4.1

// Content-Length, Date and Connection are ours: what the response says about them is left out. Empty if a
// field would break the head apart (CR, LF, NUL, or a name that is no token).
std::string print_head(const Response& response, After after, std::time_t now);

}  // namespace portal::server
