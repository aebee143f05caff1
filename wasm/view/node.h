// A screen as a value: what a person finds on it, by role and name, and what pressing it means.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "wasm/core/field.h"
#include "wasm/core/intent.h"

namespace portal::view {

enum class Role {
  document,
  banner,
  navigation,
  main,
  contentinfo,
  heading,
  paragraph,
  text,
  form,
  group,
  region,
  textbox,
  searchbox,
  password,
  file,
  switch_,
  checkbox,
  combobox,
  option,
  button,
  link,
  list,
  listitem,
  status,
  alert,
  progressbar,
  meter,
  dialog,
  table,
  plot,     // a drawing that can be moved in; its children say the same in words
  picture,  // a drawing; its children say the same in words
  row,
  columnheader,
  cell,
  generic,  // a box for the eye alone
};
std::string_view name_of(Role role);

// A hint for the eye; no meaning hangs on it.
enum class Look {
  plain,
  primary,
  quiet,
  danger,
  card,
  mono,
  hero,
  note,
  row,
  brand,
  muted,
  narrow,
  sheet,
  item,
  code,
  twin  // seen where its drawing is not
};
std::string_view name_of(Look look);

struct Node {
  Role role;
  std::string name = {};  // the accessible name; for text, the text
  std::string key = {};   // tells siblings of the same role and name apart
  std::string id = {};    // given by `give_ids`
  Look look = Look::plain;
  std::uint32_t level = 0;  // of a heading
  std::string value = {};
  std::optional<int> percent = {};
  std::string description = {};
  std::string autocomplete = {};
  std::string input = {};  // email, text, password, numeric
  std::string href = {};
  bool new_window = false;    // of a link
  std::uint32_t longest = 0;  // 0: no limit
  bool checked = false;
  bool selected = false;
  bool disabled = false;
  bool invalid = false;
  bool read_only = false;
  bool has_lines = false;  // of a text: Enter begins a new one
  bool submits = false;    // the form's default button
  std::optional<bool> pressed = {};
  std::optional<std::uint64_t> rows = {};  // of a table: how many there are; it has a part of them
  std::uint64_t from = 0;                  // the first of that part
  std::uint64_t goal = 0;                  // the row that somebody was led to
  std::uint32_t leap = 0;                  // another number: led there anew; 0: nowhere
  std::uint64_t drawn = 0;                 // of a plot or a picture: another number, another drawing
  std::string gesture = {};                // of a button: what it does in the drawing that it belongs to
  bool filled = false;                     // a password that has something in it
  std::uint32_t cleared = 0;               // grows each time the core emptied the field
  std::optional<core::Field> field = {};
  core::Intent intent = {};
  std::vector<Node> children = {};
};

// Stable from one tree to the next: a hash of the parent's id, the role, and the key or else the name.
void give_ids(Node& root);
const Node* find_node(const Node& root, std::string_view id);

}  // namespace portal::view
