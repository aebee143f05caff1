#include "wasm/cli/arguments.h"

#include <algorithm>
#include <fcntl.h>

namespace portal::cli {

// Somebody may give a secret as an argument: it is not repeated, and the word about it is clear.
std::optional<std::string> find_secret_argument(const std::vector<std::string>& arguments) {
  for (const std::string& argument : arguments) {
    const std::string name = argument.substr(0, argument.find('='));
    const bool has_value = argument.size() > name.size();
    const bool is_secret = name == "--password" || name == "--new-password" || name == "--recovery-key" ||
                           name == "--token" || name == "--link" || (name == "--passphrase" && has_value);
    if (!is_secret) continue;
    const std::string takes = name == "--token" ? "--link" : name;
    return "A secret is never an argument: everybody on this machine can read arguments. Give it when you "
           "are "
           "asked, or by " +
           takes + "-fd N. If this one is in use, change it.";
  }
  return std::nullopt;
}

// The letters of what was typed, as far as they are an option's name.
std::string complaint_about(const std::string& extra) {
  if (!extra.starts_with("-")) return "There is an argument too many.";
  const std::string name = extra.starts_with("--") ? extra.substr(0, extra.find('=')) : extra.substr(0, 2);
  return name + " is no option here.";
}

bool is_open_descriptor(const std::string& typed) {
  const bool is_number =
      !typed.empty() && typed.size() <= 5 && typed.find_first_not_of("0123456789") == std::string::npos;
  return is_number && fcntl(std::stoi(typed), F_GETFD) >= 0;
}

std::optional<core::Item> find_item(std::string name) {
  std::replace(name.begin(), name.end(), '-', '_');
  return wire::find_named<core::Item>(name);
}

std::string all_items() {
  std::string names;
  for (const auto name : core::names_of(core::Item{}))
    names += (names.empty() ? "" : ", ") + std::string(name);
  return names;
}

}  // namespace portal::cli
