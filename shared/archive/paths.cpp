#include "shared/archive/paths.h"

namespace portal::archive {
namespace {

constexpr std::size_t kLongestName = 60;

bool is_plain(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' ||
         c == '-';
}

}  // namespace

bool is_archive_path(std::string_view path) {
  if (path.empty() || path.size() > kLongestPath) return false;
  char before = '/';
  for (char c : path) {
    if (c != '/' && !is_plain(c)) return false;
    if (before == '/' && (c == '/' || c == '.')) return false;
    before = c;
  }
  return before != '/';
}

std::string sanitise_name(std::string_view name) {
  std::string plain;
  for (char c : name.substr(0, kLongestName)) plain += is_plain(c) ? c : '-';
  if (!plain.empty() && plain.front() == '.') plain.front() = '-';
  return plain.empty() ? "unnamed" : plain;
}

std::string folded_path(std::string_view path) {
  std::string folded(path);
  for (char& c : folded) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return folded;
}

std::string PathSet::take(std::string_view folder, std::string_view name, std::string_view extension) {
  const std::string start = std::string(folder) + "/" + sanitise_name(name);
  std::string path = start + "." + std::string(extension);
  for (int number = 2; !taken_.insert(folded_path(path)).second; ++number) {
    path = start + "-" + std::to_string(number) + "." + std::string(extension);
  }
  return path;
}

}  // namespace portal::archive
