// Published test vectors, which are not part of this repository.
//
// They are looked for in the folder that the environment variable PORTAL_VECTORS names, else in
// ../shared/vectors. A missing folder skips the test, visibly. Once the folder is there, a missing or broken
// file is a failure.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace portal::test {

std::optional<std::string> find_vector_text(std::string_view file);  // "opaque/rfc9807-….txt"
std::optional<nlohmann::json> find_vectors(std::string_view file);   // the same, parsed

}  // namespace portal::test
