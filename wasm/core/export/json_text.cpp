#include "wasm/core/export/json_text.h"

#include "shared/wire/json.h"

namespace portal::core {

void JsonText::begin(std::string_view name) {
  if (!is_first_) text_ += ',';
  if (depth_ > 0) text_ += "\n" + std::string(depth_ * 2, ' ');
  if (!name.empty()) text_ += wire::print_json_string(name) + ": ";
  is_first_ = false;
}

JsonText& JsonText::open(std::string_view name, char bracket) {
  begin(name);
  text_ += bracket;
  ++depth_;
  is_first_ = true;
  return *this;
}

JsonText& JsonText::close(char bracket) {
  --depth_;
  if (!is_first_) text_ += "\n" + std::string(depth_ * 2, ' ');
  text_ += bracket;
  is_first_ = false;
  return *this;
}

JsonText& JsonText::raw(std::string_view name, std::string_view value) {
  begin(name);
  text_ += value;
  return *this;
}

JsonText& JsonText::text(std::string_view name, std::string_view value) {
  return raw(name, wire::print_json_string(value));
}
JsonText& JsonText::number(std::string_view name, std::uint64_t value) {
  return raw(name, std::to_string(value));
}
JsonText& JsonText::flag(std::string_view name, bool value) {
  return raw(name, value ? "true" : "false");
}
JsonText& JsonText::nothing(std::string_view name) {
  return raw(name, "null");
}

}  // namespace portal::core
