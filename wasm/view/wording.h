// Every sentence about how something went.
#pragma once

#include <string>

#include "wasm/core/model.h"
#include "wasm/core/notice.h"

namespace portal::view {

std::string sentence(const core::Told& told);
std::string print_code(const std::string& digits);  // six, for people to compare

}  // namespace portal::view
