#include "shared/archive/csv.h"

#include <string_view>

namespace portal::archive {
namespace {

std::string cell(const std::string& value) {
  const bool is_formula =
      !value.empty() && std::string_view("=+-@\t\r").find(value[0]) != std::string_view::npos;
  const std::string text = (is_formula ? "'" : "") + value;
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (char c : text) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + "\"";
}

}  // namespace

std::string csv_row(const std::vector<std::string>& cells) {
  std::string row;
  for (std::size_t i = 0; i < cells.size(); ++i) row += (i ? "," : "") + cell(cells[i]);
  return row + "\r\n";
}

}  // namespace portal::archive
