#include "shared/wire/json.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace portal::wire {
namespace {

// Builds a Value while nlohmann's parser reads; returning false stops it.
class Reader {
 public:
  using number_integer_t = nlohmann::json::number_integer_t;
  using number_unsigned_t = nlohmann::json::number_unsigned_t;
  using number_float_t = nlohmann::json::number_float_t;
  using string_t = nlohmann::json::string_t;
  using binary_t = nlohmann::json::binary_t;

  bool null() { return add(Value{nullptr}); }
  bool boolean(bool value) { return add(Value{value}); }
  bool number_integer(number_integer_t) { return false; }  // negative
  bool number_unsigned(number_unsigned_t value) { return value <= kLargestInteger && add(Value{value}); }
  bool number_float(number_float_t, const string_t&) { return false; }
  bool string(string_t& value) { return add(Value{std::move(value)}); }
  bool binary(binary_t&) { return false; }
  bool start_object(std::size_t) { return open(Value{Object{}}); }
  bool key(string_t& name) {
    if (open_.back().find_member(name)) return false;
    std::get_if<Object>(&open_.back().held)->push_back({std::move(name), Value{}});
    return true;
  }
  bool end_object() { return close(); }
  bool start_array(std::size_t) { return open(Value{Array{}}); }
  bool end_array() { return close(); }
  template <class Problem>
  bool parse_error(std::size_t, const std::string&, const Problem&) {
    return false;
  }

  Value root;

 private:
  bool add(Value value) {
    if (open_.empty()) {
      root = std::move(value);
    } else if (auto* array = std::get_if<Array>(&open_.back().held)) {
      array->push_back(std::move(value));
    } else {
      std::get_if<Object>(&open_.back().held)->back().value = std::move(value);
    }
    return true;
  }
  bool open(Value value) {
    if (open_.size() == kDeepestJson) return false;
    open_.push_back(std::move(value));
    return true;
  }
  bool close() {
    Value done = std::move(open_.back());
    open_.pop_back();
    return add(std::move(done));
  }

  std::vector<Value> open_;  // the objects and arrays around the current place
};

bool has_byte_order_mark(View text) {
  return text.size() >= 3 && text_of(text.first(3)) == "\xef\xbb\xbf";
}

}  // namespace

const Value* Value::find_member(std::string_view name) const {
  const auto* object = find<Object>();
  if (!object) return nullptr;
  for (const auto& member : *object) {
    if (member.name == name) return &member.value;
  }
  return nullptr;
}

Result<Value> parse_json(View text) {
  if (text.size() > kLargestJson) return Fault::too_large;
  if (has_byte_order_mark(text)) return Fault::malformed;
  // The reader takes a NUL for the end, whatever stands behind it; in JSON text there is none.
  if (std::find(text.begin(), text.end(), 0) != text.end()) return Fault::malformed;
  Reader reader;
  if (!nlohmann::json::sax_parse(text.begin(), text.end(), &reader)) return Fault::malformed;
  return std::move(reader.root);
}

std::string print_json_string(std::string_view text) {
  return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace portal::wire
