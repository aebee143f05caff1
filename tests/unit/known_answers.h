// Reads the fields of vector files, and says which one is missing.
#pragma once

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>
#include <string>

#include "shared/base/encoding.h"
#include "shared/base/fixed.h"
#include "shared/base/secret.h"
#include "tests/unit/vectors.h"

namespace portal::test {

// A field of text; several names lead into objects.
template <class... Names>
std::string text_in(const nlohmann::json& object, Names... names) {
  const nlohmann::json* at = &object;
  for (const char* name : {names...}) {
    const auto found = at->find(name);
    REQUIRE_MESSAGE(found != at->end(), "the vectors have no ", name);
    at = &*found;
  }
  const auto* text = at->get_ptr<const std::string*>();
  REQUIRE(text != nullptr);
  return *text;
}

template <class... Names>
Bytes hex_in(const nlohmann::json& object, Names... names) {
  auto bytes = decode_hex(text_in(object, names...));
  REQUIRE(bytes);
  return *bytes;
}

template <class... Names>
Secret secret_in(const nlohmann::json& object, Names... names) {
  return Secret(hex_in(object, names...));
}

template <std::size_t size, class... Names>
Fixed<size> fixed_in(const nlohmann::json& object, Names... names) {
  auto bytes = fixed<size>(hex_in(object, names...));
  REQUIRE(bytes);
  return *bytes;
}

inline std::string hex(View bytes) {
  return encode_hex(bytes);
}

// The project's own known answers, or nothing where the folder is not there.
inline std::optional<nlohmann::json> find_own_vectors() {
  auto file = find_vectors("proposed/portal-v1-kat.json");
  if (!file) return std::nullopt;
  return (*file)["vectors"];
}

}  // namespace portal::test
