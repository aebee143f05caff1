// JSON text from the other side, read strictly: RFC 8259, no byte order mark, no duplicate keys, integers
// only (0 … 2^53−1), depth at most 16, at most 1 MiB.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "shared/base/bytes.h"
#include "shared/base/result.h"

namespace portal::wire {

inline constexpr std::size_t kLargestJson = 1 << 20;
inline constexpr std::size_t kDeepestJson = 16;
inline constexpr std::uint64_t kLargestInteger = (1ull << 53) - 1;

struct Value;
struct Member;
using Array = std::vector<Value>;
using Object = std::vector<Member>;

struct Value {
  std::variant<std::nullptr_t, bool, std::uint64_t, std::string, Array, Object> held;

  template <class T>
  const T* find() const {
    return std::get_if<T>(&held);
  }
  const Value* find_member(std::string_view name) const;
  bool is_null() const { return find<std::nullptr_t>() != nullptr; }
};

struct Member {
  std::string name;
  Value value;
};

Result<Value> parse_json(View text);

// A JSON string with its quotes; bytes that are not UTF-8 become U+FFFD.
std::string print_json_string(std::string_view text);

}  // namespace portal::wire
