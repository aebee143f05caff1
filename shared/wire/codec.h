// Messages ⇄ JSON, from one description.
//
// A message is a struct with a static `fields(m, field)` that names each member once. Reading demands exactly
// these members: an unknown, missing or duplicate one, a wrong type, a wrong length or a second spelling of
// the same bytes is Fault::malformed.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <type_traits>

#include "shared/base/encoding.h"
#include "shared/base/fixed.h"
#include "shared/wire/json.h"

namespace portal::wire {

// A member that is always there and may be `null`.
template <class T>
struct Nullable {
  std::optional<T> value;
};

// An enum on the wire has `constexpr std::array names_of(E)`: the names in the order of its members.
template <class T>
concept Named = std::is_enum_v<T> && requires(T value) {
  names_of(value).size();
};
template <class T>
concept Message = requires(T& message) {
  T::fields(message, [](const char*, auto&) {});
};

template <Named E>
std::string_view name_of(E value) {
  return names_of(value)[static_cast<std::size_t>(value)];
}
template <Named E>
std::optional<E> find_named(std::string_view name) {
  const auto names = names_of(E{});
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (names[i] == name) return static_cast<E>(i);
  }
  return std::nullopt;
}

namespace codec {

template <class T>
inline constexpr bool kIsOptional = false;
template <class T>
inline constexpr bool kIsOptional<std::optional<T>> = true;

inline void write(std::string& out, const std::string& value) {
  out += print_json_string(value);
}
inline void write(std::string& out, const Bytes& value) {
  out += '"' + encode_base64url(value) + '"';
}
inline void write(std::string& out, bool value) {
  out += value ? "true" : "false";
}
inline void write(std::string& out, std::uint64_t value) {
  out += std::to_string(value);
}
inline void write(std::string& out, std::uint32_t value) {
  out += std::to_string(value);
}
template <std::size_t size>
void write(std::string& out, const Fixed<size>& value) {
  out += '"' + encode_base64url(value) + '"';
}
template <Named E>
void write(std::string& out, E value) {
  out += '"' + std::string(name_of(value)) + '"';
}
template <Message M>
void write(std::string& out, const M& message);
template <class T>
void write(std::string& out, const Nullable<T>& nullable) {
  if (nullable.value) {
    write(out, *nullable.value);
  } else {
    out += "null";
  }
}
template <class T>
void write(std::string& out, const std::vector<T>& values) {
  out += '[';
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (i) out += ',';
    write(out, values[i]);
  }
  out += ']';
}
template <Message M>
void write(std::string& out, const M& message) {
  out += '{';
  bool first = true;
  M::fields(message, [&](const char* name, const auto& value) {
    if constexpr (kIsOptional<std::decay_t<decltype(value)>>) {
      if (!value) return;
    }
    if (!first) out += ',';
    first = false;
    out += '"' + std::string(name) + "\":";
    if constexpr (kIsOptional<std::decay_t<decltype(value)>>) {
      write(out, *value);
    } else {
      write(out, value);
    }
  });
  out += '}';
}

template <class T>
bool read_plain(const Value& from, T& to) {
  const auto* value = from.find<T>();
  if (value) to = *value;
  return value != nullptr;
}
inline bool read(const Value& from, std::string& to) {
  return read_plain(from, to);
}
inline bool read(const Value& from, bool& to) {
  return read_plain(from, to);
}
inline bool read(const Value& from, std::uint64_t& to) {
  return read_plain(from, to);
}
inline bool read(const Value& from, std::uint32_t& to) {
  const auto* value = from.find<std::uint64_t>();
  if (!value || *value > 0xffffffffu) return false;
  to = static_cast<std::uint32_t>(*value);
  return true;
}
template <std::size_t size>
bool read(const Value& from, Fixed<size>& to) {
  const auto* text = from.find<std::string>();
  if (!text) return false;
  const auto bytes = decode_base64url(*text);
  if (!bytes || bytes->size() != size) return false;
  std::copy(bytes->begin(), bytes->end(), to.begin());
  return true;
}
inline bool read(const Value& from, Bytes& to) {
  const auto* text = from.find<std::string>();
  auto bytes = text ? decode_base64url(*text) : Result<Bytes>(Fault::malformed);
  if (bytes) to = std::move(*bytes);
  return static_cast<bool>(bytes);
}
template <Named E>
bool read(const Value& from, E& to) {
  const auto* text = from.find<std::string>();
  const auto value = text ? find_named<E>(*text) : std::nullopt;
  if (value) to = *value;
  return value.has_value();
}
template <Message M>
bool read(const Value& from, M& message);
template <class T>
bool read(const Value& from, Nullable<T>& to) {
  if (from.is_null()) return true;
  return read(from, to.value.emplace());
}
template <class T>
bool read(const Value& from, std::vector<T>& to) {
  const auto* array = from.find<Array>();
  if (!array) return false;
  to.resize(array->size());
  for (std::size_t i = 0; i < to.size(); ++i) {
    if (!read((*array)[i], to[i])) return false;
  }
  return true;
}
template <Message M>
bool read(const Value& from, M& message) {
  const auto* object = from.find<Object>();
  if (!object) return false;
  std::size_t used = 0;
  bool good = true;
  M::fields(message, [&](const char* name, auto& value) {
    const Value* member = from.find_member(name);
    if (member) ++used;
    if constexpr (kIsOptional<std::decay_t<decltype(value)>>) {
      if (member) good = good && read(*member, value.emplace());
    } else {
      good = good && member && read(*member, value);
    }
  });
  return good && used == object->size();
}

}  // namespace codec

template <Message M>
Bytes encode(const M& message) {
  std::string out;
  codec::write(out, message);
  return bytes_of(out);
}

template <Message M>
Result<M> parse(View text) {
  const Value value = TRY(parse_json(text));
  M message{};
  if (!codec::read(value, message)) return Fault::malformed;
  return message;
}

}  // namespace portal::wire
