#include "server-stub/http/negotiation.h"

#include <algorithm>
#include <optional>

#include "server-stub/http/text.h"

namespace portal::server {
namespace {

// The part before `separator`; `rest` keeps what follows it.
std::string_view take_until(std::string_view& rest, char separator) {
  const auto end = rest.find(separator);
  const auto part = rest.substr(0, end);
  rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
  return trim(part);
}

// §12.4.2: qvalue = ( "0" [ "." 0*3DIGIT ] ) / ( "1" [ "." 0*3("0") ] ). What is not one counts as 0.
bool is_above_zero(std::string_view qvalue) {
  if (qvalue.empty() || qvalue.size() > 5) return false;
  if (qvalue.size() > 1 && qvalue[1] != '.') return false;
  const auto decimals = qvalue.substr(std::min<std::size_t>(2, qvalue.size()));
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  if (!std::all_of(decimals.begin(), decimals.end(), is_digit)) return false;
  const bool has_value = decimals.find_first_not_of('0') != std::string_view::npos;
  return qvalue[0] == '1' ? !has_value : qvalue[0] == '0' && has_value;
}

bool is_wanted(std::string_view parameters) {
  while (!parameters.empty()) {
    std::string_view value = take_until(parameters, ';');
    const auto name = take_until(value, '=');
    if (is_equal_in_any_case(name, "q")) return is_above_zero(trim(value));
  }
  return true;
}

}  // namespace

bool accepts_coding(std::string_view field, std::string_view coding) {
  bool is_any_wanted = false;
  while (!field.empty()) {
    std::string_view parameters = take_until(field, ',');
    const auto name = take_until(parameters, ';');
    if (is_equal_in_any_case(name, coding)) return is_wanted(parameters);
    if (name == "*") is_any_wanted = is_wanted(parameters);
  }
  return is_any_wanted;
}

bool has_entity_tag(std::string_view field, std::string_view tag) {
  if (trim(field) == "*") return true;
  while (!field.empty()) {
    auto listed = take_until(field, ',');  // our own tags have no comma in them
    if (listed.starts_with("W/")) listed.remove_prefix(2);
    if (listed == tag) return true;
  }
  return false;
}

}  // namespace portal::server
