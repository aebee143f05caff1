// Tables as RFC 4180 has them, in UTF-8, safe to open in a spreadsheet.
#pragma once

#include <string>
#include <vector>

namespace portal::archive {

// One row with its CRLF. A cell that a spreadsheet would take for a formula (it begins with = + - @, tab or
// carriage return) gets a leading apostrophe.
std::string csv_row(const std::vector<std::string>& cells);

}  // namespace portal::archive
