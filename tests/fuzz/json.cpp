// wire::parse_json: what it takes is within its limits, and is the same again when it is printed and read.
#include "shared/wire/json.h"

#include "shared/base/encoding.h"
#include "tests/fuzz/demand.h"

using namespace portal;
using namespace portal::wire;
using portal::fuzz::demand;

namespace {

std::string print(const Value& value, std::size_t depth);

std::string print_array(const Array& array, std::size_t depth) {
  std::string text;
  for (const Value& value : array) text += (text.empty() ? "" : ",") + print(value, depth);
  return "[" + text + "]";
}

std::string print_object(const Object& object, std::size_t depth) {
  std::string text;
  for (const Member& member : object) {
    demand(is_utf8(view_of(member.name)), "a name is UTF-8");
    text += (text.empty() ? "" : ",") + print_json_string(member.name) + ":" + print(member.value, depth);
  }
  return "{" + text + "}";
}

std::string print(const Value& value, std::size_t depth) {
  demand(depth <= kDeepestJson, "nothing is deeper than it may be");
  if (const auto* flag = value.find<bool>()) return *flag ? "true" : "false";
  if (const auto* number = value.find<std::uint64_t>()) {
    demand(*number <= kLargestInteger, "a number has its exact value in JavaScript too");
    return std::to_string(*number);
  }
  if (const auto* text = value.find<std::string>()) {
    demand(is_utf8(view_of(*text)), "a text is UTF-8");
    return print_json_string(*text);
  }
  if (const auto* array = value.find<Array>()) return print_array(*array, depth + 1);
  if (const auto* object = value.find<Object>()) return print_object(*object, depth + 1);
  return "null";
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const View input(data, size);
  if (const auto value = parse_json(input)) {
    const std::string printed = print(*value, 0);
    const auto again = parse_json(view_of(printed));
    demand(bool(again), "what was printed can be read");
    demand(print(*again, 0) == printed, "what was printed says the same");
    for (const std::string_view more :
         {std::string_view("\0", 1), std::string_view(" \0{}", 4), std::string_view(" x")}) {
      demand(!parse_json(join({input, view_of(more)})), "nothing may stand behind it");
    }
  }
  const auto text = parse_json(view_of(print_json_string(text_of(input))));
  demand(text && text->find<std::string>(), "any bytes print as a JSON string");
  if (is_utf8(input)) demand(*text->find<std::string>() == text_of(input), "UTF-8 survives printing");
  return 0;
}
