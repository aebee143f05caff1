// A piece of a file. (A stream of the standard library throws where there is a folder.)
#pragma once

#include <cstdint>
#include <filesystem>

#include "shared/base/result.h"
#include "shared/base/secret.h"

namespace portal::cli {

// As much as there is, and `most` bytes at most. Fault::unavailable if it is no file that can be read.
Result<Secret> read_piece(const std::filesystem::path& path, std::uint64_t from, std::size_t most);

}  // namespace portal::cli
