// JSON for the files of an export: indented for people, members in the order of writing.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace portal::core {

class JsonText {
 public:
  JsonText& open_object(std::string_view name = {}) { return open(name, '{'); }
  JsonText& open_list(std::string_view name = {}) { return open(name, '['); }
  JsonText& close(char bracket);                                  // '}' or ']'
  JsonText& text(std::string_view name, std::string_view value);  // without a name inside a list
  JsonText& number(std::string_view name, std::uint64_t value);
  JsonText& flag(std::string_view name, bool value);
  JsonText& nothing(std::string_view name);  // null

  std::string take() { return std::move(text_) + "\n"; }

 private:
  JsonText& open(std::string_view name, char bracket);
  JsonText& raw(std::string_view name, std::string_view value);
  void begin(std::string_view name);

  std::string text_;
  std::size_t depth_ = 0;
  bool is_first_ = true;
};

}  // namespace portal::core
