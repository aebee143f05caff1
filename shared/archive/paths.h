// Names of files inside an archive, such that every system can unpack them and none is tricked.
#pragma once

#include <set>
#include <string>
#include <string_view>

namespace portal::archive {

inline constexpr std::size_t kLongestPath = 100;

// Components of [A-Za-z0-9._-], none empty or with a leading dot, joined by '/', at most 100 bytes.
bool is_archive_path(std::string_view path);

// `name` as one component of at most 60 bytes: what may not be in it becomes '-'.
std::string sanitise_name(std::string_view name);

// Equal for paths that a file system without upper and lower case takes for one.
std::string folded_path(std::string_view path);

// Gives each file a path of its own, whatever two lists are called.
class PathSet {
 public:
  // folder/name.extension, or folder/name-2.extension …
  std::string take(std::string_view folder, std::string_view name, std::string_view extension);

 private:
  std::set<std::string> taken_;
};

}  // namespace portal::archive
