// What is demanded of the head of a request: whatever passes has one meaning for every reader.
#include <algorithm>

#include "server-stub/http/head.h"
#include "tests/fuzz/demand.h"

using namespace portal;
using namespace portal::server;
using portal::fuzz::demand;

namespace {

std::string_view take_line(std::string_view& rest) {
  const std::size_t end = rest.find("\r\n");
  const std::string_view line = rest.substr(0, end);
  rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 2);
  return line;
}

HeaderFields fields_in(std::string_view lines) {
  HeaderFields fields;
  while (!lines.empty()) {
    const std::string_view line = take_line(lines);
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) continue;
    std::string name(line.substr(0, colon));
    for (char& c : name) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    const std::size_t value = std::min(line.find_first_not_of(" \t", colon + 1), line.size());
    fields.emplace_back(std::move(name), line.substr(value));
  }
  return fields;
}

std::size_t count(const HeaderFields& fields, std::string_view name) {
  return static_cast<std::size_t>(
      std::count_if(fields.begin(), fields.end(), [&](const auto& field) { return field.first == name; }));
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string head(text_of({data, size}));
  (void)refuse_version(head);
  if (!refuse_raw_head(head)) {
    demand(head.find("\r\n ") == std::string::npos, "no line is folded");
    demand(std::count(head.begin(), head.end(), '\n') == std::count(head.begin(), head.end(), '\r'),
           "every line ends with CR LF");
    demand(head.find('\0') == std::string::npos, "there is no NUL");
  }
  std::string_view rest = head;
  std::string_view line = take_line(rest);
  const std::string_view method = line.substr(0, line.find(' '));
  line.remove_prefix(std::min(method.size() + 1, line.size()));
  const std::string_view target = line.substr(0, line.find(' '));
  const HeaderFields fields = fields_in(rest);

  const auto judged = judge_head({method, target, line.ends_with("1.0") ? 10 : 11, fields});
  if (const auto* refusal = std::get_if<HttpRefusal>(&judged)) {
    demand(refusal->status >= 400 && refusal->status < 600, "a refusal is an error of HTTP");
    return 0;
  }
  const Framing& framing = *std::get_if<Framing>(&judged);
  demand(count(fields, "host") == 1, "there is one Host");
  demand(count(fields, "content-length") + count(fields, "transfer-encoding") <= 1, "a body has one framing");
  demand(framing.is_chunked == (count(fields, "transfer-encoding") == 1), "a transfer coding is chunked");
  demand(fields.size() <= kMostFields, "there are not too many fields");
  demand(framing.length == 0 || count(fields, "content-length") == 1, "a length was said");
  return 0;
}
