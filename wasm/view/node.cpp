#include "wasm/view/node.h"

#include <array>

namespace portal::view {
namespace {

constexpr std::array<std::string_view, 35> kRoles{
    "document", "banner",   "navigation", "main",     "contentinfo",  "heading",   "paragraph",
    "text",     "form",     "group",      "region",   "textbox",      "searchbox", "password",
    "file",     "switch",   "checkbox",   "combobox", "option",       "button",    "link",
    "list",     "listitem", "status",     "alert",    "progressbar",  "meter",     "dialog",
    "table",    "plot",     "picture",    "row",      "columnheader", "cell",      "generic"};
constexpr std::array<std::string_view, 16> kLooks{"",      "primary", "quiet", "danger", "card",  "mono",
                                                  "hero",  "note",    "row",   "brand",  "muted", "narrow",
                                                  "sheet", "item",    "code",  "twin"};

// FNV-1a.
std::uint64_t hash(std::uint64_t so_far, std::string_view text) {
  for (char character : text) so_far = (so_far ^ static_cast<std::uint8_t>(character)) * 1099511628211ull;
  return (so_far ^ 0xff) * 1099511628211ull;
}

std::string print_id(std::uint64_t hashed) {
  constexpr std::string_view kDigits = "0123456789abcdefghijklmnopqrstuv";
  std::string id = "n";
  for (int i = 0; i < 11; ++i, hashed >>= 5) id += kDigits[hashed & 31];
  return id;
}

void give_ids_below(Node& parent, std::uint64_t parent_hash) {
  for (Node& child : parent.children) {
    const std::string_view own = child.key.empty() ? child.name : child.key;
    const std::uint64_t hashed = hash(hash(parent_hash, name_of(child.role)), own);
    child.id = print_id(hashed);
    give_ids_below(child, hashed);
  }
}

}  // namespace

std::string_view name_of(Role role) {
  return kRoles[static_cast<std::size_t>(role)];
}
std::string_view name_of(Look look) {
  return kLooks[static_cast<std::size_t>(look)];
}

void give_ids(Node& root) {
  const std::uint64_t start = hash(14695981039346656037ull, name_of(root.role));
  root.id = print_id(start);
  give_ids_below(root, start);
}

const Node* find_node(const Node& root, std::string_view id) {
  if (root.id == id) return &root;
  for (const Node& child : root.children) {
    if (const Node* found = find_node(child, id)) return found;
  }
  return nullptr;
}

}  // namespace portal::view
