// Everything that the operator can see, as one table. The screen "Who can read what" is made of it, and a
// test holds it against the columns of the database: a new column needs a row here.
#pragma once

#include <span>
#include <string_view>

namespace portal::view {

struct Visible {
  std::string_view what;     // in plain words
  std::string_view columns;  // what of the database it stands for: "table.column", with spaces between
};

struct VisibleGroup {
  std::string_view name;
  std::string_view about;
  std::span<const Visible> rows;
};

std::span<const VisibleGroup> visible_groups();

}  // namespace portal::view
