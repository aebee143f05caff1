#include "wasm/cli/screen_text.h"

namespace portal::cli {
namespace {

using view::Node;
using view::Role;

void add_line(std::string& to, std::string_view line) {
  if (!line.empty()) to += std::string(line) + "\n";
}

void read_out(std::string& to, const Node& node);

void read_out_children(std::string& to, const Node& node) {
  for (const Node& child : node.children) read_out(to, child);
}

void read_heading(std::string& to, const Node& node) {
  if (!to.empty()) to += "\n";
  add_line(to, node.name);
}

void read_row(std::string& to, const Node& row) {
  std::string line;
  for (const Node& cell : row.children) {
    if (cell.name.empty()) continue;
    line += (line.empty() ? "" : "  ") + cell.name;
  }
  add_line(to, line);
}

void read_out(std::string& to, const Node& node) {
  switch (node.role) {
    case Role::heading:
      return read_heading(to, node);
    case Role::paragraph:
    case Role::text:
      return add_line(to, node.name);
    case Role::listitem:
      add_line(to, node.name.empty() ? "" : "- " + node.name);
      return read_out_children(to, node);
    case Role::textbox:
      return add_line(to, node.value.empty() ? "" : node.name + ": " + node.value);
    case Role::switch_:
      return add_line(to, (node.checked ? "[on]  " : "[off] ") + node.name + ": " + node.description);
    case Role::row:
      return read_row(to, node);
    case Role::group:
      if (!to.empty()) to += "\n";
      add_line(to, node.name);
      return read_out_children(to, node);
    case Role::main:
    case Role::region:
    case Role::form:
    case Role::list:
    case Role::table:
    case Role::document:
    case Role::generic:
      return read_out_children(to, node);
    default:
      return;
  }
}

// The length of a control character of UTF-8 at the beginning: C0, DEL, or C1; 0 if there is none.
std::size_t control_at(std::string_view text) {
  const auto first = static_cast<unsigned char>(text[0]);
  if (first == '\n' || first == '\t') return 0;
  if (first < 0x20 || first == 0x7f) return 1;
  const bool is_c1 = first == 0xc2 && text.size() > 1 && static_cast<unsigned char>(text[1]) < 0xa0;
  return is_c1 ? 2 : 0;
}

}  // namespace

std::string screen_text(const Node& screen) {
  std::string text;
  for (const Node& child : screen.children) {
    if (child.role == Role::main) read_out(text, child);
  }
  return printable(text);
}

std::string printable(std::string_view text) {
  std::string shown;
  while (!text.empty()) {
    const std::size_t control = control_at(text);
    shown += control ? "\xef\xbf\xbd" : std::string(1, text[0]);
    text.remove_prefix(control ? control : 1);
  }
  return shown;
}

}  // namespace portal::cli
