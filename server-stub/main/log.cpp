#include "server-stub/main/log.h"

#include <array>
#include <ctime>
#include <unistd.h>

namespace portal::server {
namespace {

void append_quoted(std::string& line, std::string_view text) {
  constexpr std::string_view kHex = "0123456789abcdef";
  line += '"';
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      line.append({'\\', c});
    } else if (byte < 0x20 || byte >= 0x7f) {
      line.append("\\u00").append({kHex[byte >> 4], kHex[byte & 15]});
    } else {
      line += c;
    }
  }
  line += '"';
}

std::string print_time() {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  gmtime_r(&now, &parts);
  std::array<char, 32> text{};
  return {text.data(), std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &parts)};
}

}  // namespace

void log_line(std::string_view event, std::initializer_list<std::pair<std::string_view, std::string>> facts) {
  std::string line = "{\"time\":\"" + print_time() + "\",\"event\":";
  append_quoted(line, event);
  for (const auto& [name, value] : facts) {
    line += ',';
    append_quoted(line, name);
    line += ':';
    append_quoted(line, value);
  }
  line += "}\n";
  // One write, so that lines of several threads do not mix.
  [[maybe_unused]] const auto written = write(STDERR_FILENO, line.data(), line.size());
}

}  // namespace portal::server
