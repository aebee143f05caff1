// Small files that are there completely or not at all, whenever the machine stops.
#pragma once

#include <filesystem>

#include "server-stub/files/refusal.h"
#include "shared/base/bytes.h"
#include "shared/base/result.h"
#include "shared/base/secret.h"

namespace portal::server {

inline constexpr std::size_t kLargestFile = 1 << 20;

enum class Readers {
  owner_only,  // mode 0600
  everybody,   // mode 0644
};
enum class IfThere {
  keep,     // and Fault::conflict: the file that is there wins
  replace,  // in one step
};

// Writes beside `path` (`beside`: in the same file system), flushes to the disk, then renames.
// Fault::unavailable: the disk is full, the folder is missing or may not be written.
Status write_whole(const std::filesystem::path& path, const std::filesystem::path& beside, View bytes,
                   Readers readers, IfThere if_there);

bool is_there(const std::filesystem::path& path);

// The bytes of a regular file. With `owner_only` a file that others may read, or that is another user's, is
// refused with a sentence.
OrRefusal<Secret> read_whole(const std::filesystem::path& path, Readers readers);

}  // namespace portal::server
