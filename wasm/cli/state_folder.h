// What is kept between calls, so that a server cannot show this device something older or another account:
// the core's pins, the realm, and the tokens by which the server knows this device. Nothing that opens
// anything.
//
// One file for each name in DIR/HOST, mode 0600 in folders of mode 0700, whole or not at all.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "shared/base/bytes.h"
#include "shared/base/result.h"

namespace portal::cli {

class StateFolder {
 public:
  StateFolder() = default;  // keeps nothing
  explicit StateFolder(std::filesystem::path folder) : folder_(std::move(folder)) {}

  // Fault::unavailable if the folder cannot be made, or what is in it not be read.
  Result<std::vector<std::pair<std::string, Bytes>>> read_all() const;
  // Names that are not for keeping are left alone.
  Status keep(std::string_view name, View value) const;
  void drop(std::string_view name) const;

 private:
  std::filesystem::path folder_;
};

// $XDG_STATE_HOME/privacy-portal, or ~/.local/state/privacy-portal; empty if there is no home.
std::filesystem::path usual_state_folder();

}  // namespace portal::cli
