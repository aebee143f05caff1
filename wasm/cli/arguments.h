// What may stand on the command line, word by word, and what is said about what may not: never the word
// itself, for somebody may have typed a secret in the wrong place.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "wasm/core/records/profile.h"

namespace portal::cli {

// The complaint about a secret that was given as an argument.
std::optional<std::string> find_secret_argument(const std::vector<std::string>& arguments);
std::string complaint_about(const std::string& extra);

bool is_open_descriptor(const std::string& typed);
std::optional<core::Item> find_item(std::string name);  // with hyphens or underscores
std::string all_items();

}  // namespace portal::cli
