#include "server-stub/http/head.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "server-stub/http/text.h"

namespace portal::server {
namespace {

constexpr HttpRefusal kMalformed{400, "malformed"};

bool is_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte < 0x20 && c != '\t') || byte == 0x7f;
}

bool is_known_method(std::string_view method) {
  constexpr std::array<std::string_view, 7> known{"GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"};
  return std::find(known.begin(), known.end(), method) != known.end();
}

bool is_visible_ascii(char c) {
  return c > 0x20 && c < 0x7f;
}

bool is_host_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         std::string_view(".-_:[]").find(c) != std::string_view::npos;
}

bool is_host(std::string_view text) {
  return !text.empty() && text.size() <= 255 && std::all_of(text.begin(), text.end(), is_host_letter);
}

// RFC 9110 §8.6: Content-Length = 1*DIGIT. A sign, a list or a space is what the smugglers write.
std::optional<std::uint64_t> parse_length(std::string_view text) {
  if (text.empty() || text.size() > 18) return std::nullopt;
  std::uint64_t length = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), length);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return length;
}

struct Found {
  const std::string* value = nullptr;
  int times = 0;
};

Found find_all(const HeaderFields& fields, std::string_view name) {
  Found found;
  for (const auto& field : fields) {
    if (field.first != name) continue;
    found.value = &field.second;
    ++found.times;
  }
  return found;
}

std::variant<Framing, HttpRefusal> judge_framing(const Head& head) {
  const Found length = find_all(head.fields, "content-length");
  const Found coding = find_all(head.fields, "transfer-encoding");
  if (length.times > 1 || coding.times > 1 || (length.value && coding.value)) return kMalformed;

  Framing framing;
  if (coding.value) {
    if (head.version < 11 || !is_equal_in_any_case(*coding.value, "chunked")) return kMalformed;
    framing.is_chunked = true;
  }
  if (length.value) {
    const auto parsed = parse_length(*length.value);
    if (!parsed) return kMalformed;
    framing.length = *parsed;
  }
  return framing;
}

}  // namespace

std::optional<HttpRefusal> refuse_raw_head(std::string_view head) {
  bool at_line_start = true;
  for (std::size_t i = 0; i < head.size(); ++i) {
    const char c = head[i];
    if (c == '\r' && i + 1 < head.size() && head[i + 1] == '\n') {
      const bool is_last_line = i + 2 == head.size();
      if (at_line_start && !is_last_line) return kMalformed;
      ++i;
      at_line_start = true;
      continue;
    }
    if (is_control(c)) return kMalformed;
    // RFC 9112 §5.2: a server that receives an obs-fold … MUST either reject the message … or replace it.
    if (at_line_start && (c == ' ' || c == '\t')) return kMalformed;
    at_line_start = false;
  }
  return std::nullopt;
}

HttpRefusal refuse_version(std::string_view head) {
  const auto line = head.substr(0, head.find("\r\n"));
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  const auto last_space = line.rfind(' ');
  if (last_space == std::string_view::npos || line.find(' ') == last_space || line[last_space - 1] == ' ') {
    return kMalformed;
  }
  // RFC 9112 §2.3: HTTP-version = HTTP-name "/" DIGIT "." DIGIT
  const auto version = line.substr(last_space + 1);
  const bool is_version = version.size() == 8 && version.starts_with("HTTP/") && is_digit(version[5]) &&
                          version[6] == '.' && is_digit(version[7]);
  return is_version ? HttpRefusal{505, "malformed"} : kMalformed;
}

std::variant<Framing, HttpRefusal> judge_head(const Head& head) {
  if (head.version != 10 && head.version != 11) return HttpRefusal{505, "malformed"};
  if (!is_known_method(head.method)) return HttpRefusal{501, "malformed"};
  if (head.fields.size() > kMostFields) return HttpRefusal{431, "too-large"};
  if (head.target.empty() || head.target[0] != '/') return kMalformed;
  if (!std::all_of(head.target.begin(), head.target.end(), is_visible_ascii)) return kMalformed;
  if (head.target.find('#') != std::string_view::npos) return kMalformed;

  const Found host = find_all(head.fields, "host");
  if (host.times != 1 || !is_host(*host.value)) return kMalformed;

  auto judged = judge_framing(head);
  auto* framing = std::get_if<Framing>(&judged);
  if (!framing) return judged;

  // PROTOCOL.md, "Sessions": the request MAC covers the content bytes, so that no coding may lie over them.
  if (find_all(head.fields, "content-encoding").times > 0) return HttpRefusal{415, "wrong-type"};
  const Found expect = find_all(head.fields, "expect");
  if (expect.times > 1 || (expect.value && !is_equal_in_any_case(*expect.value, "100-continue"))) {
    return HttpRefusal{417, "malformed"};
  }
  framing->expects_continue = expect.times == 1 && head.version == 11;
  return judged;
}

}  // namespace portal::server
