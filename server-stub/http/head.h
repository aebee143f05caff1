// What we demand of the head of a request, beyond what a lenient parser demands. RFC 9112 §11.2: whatever two
// readers of one byte stream may understand differently is a way to smuggle a request past one of them.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <variant>

#include "server-stub/app/exchange.h"

namespace portal::server {

inline constexpr std::size_t kLargestHead = 8192;
inline constexpr std::size_t kMostFields = 64;

struct HttpRefusal {
  int status;
  std::string_view fault;  // its name on the wire
};

// The raw bytes up to and with the blank line: bare CR or LF, control bytes, folded lines. A parser unfolds
// and trims, so this must be asked first.
std::optional<HttpRefusal> refuse_raw_head(std::string_view head);

// Of a head whose version the parser does not know: 505 if the request line is one of HTTP at all, else 400.
HttpRefusal refuse_version(std::string_view head);

struct Head {
  std::string_view method;
  std::string_view target;
  int version;  // 11 for HTTP/1.1
  const HeaderFields& fields;
};

// How the body is delimited, and whether the client waits to be asked for it.
struct Framing {
  bool is_chunked = false;
  std::uint64_t length = 0;
  bool expects_continue = false;
};

std::variant<Framing, HttpRefusal> judge_head(const Head& head);

}  // namespace portal::server
