#include "server-stub/mail/spool.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <sys/stat.h>
#include <unistd.h>

#include "server-stub/files/whole_file.h"

namespace portal::server {
namespace {

namespace fs = std::filesystem;

struct SpoolName {
  std::uint64_t made;
  std::uint64_t number;
  auto operator<=>(const SpoolName&) const = default;
};

std::string print(const SpoolName& name) {
  return std::to_string(name.made) + "-" + std::to_string(name.number) + ".eml";
}

std::optional<SpoolName> find_spool_name(const std::string& text) {
  SpoolName name{};
  const char* const end = text.data() + text.size();
  const auto made = std::from_chars(text.data(), end, name.made);
  if (made.ec != std::errc{} || made.ptr == end) return std::nullopt;
  const auto number = std::from_chars(made.ptr + 1, end, name.number);
  if (number.ec != std::errc{} || print(name) != text) return std::nullopt;
  return name;
}

bool make_folder(const fs::path& path) {
  return ::mkdir(path.c_str(), 0700) == 0 || fs::is_directory(path);
}

std::vector<SpoolName> list(const fs::path& folder) {
  std::vector<SpoolName> names;
  std::error_code problem;
  for (fs::directory_iterator it(folder, problem), end; !problem && it != end; it.increment(problem)) {
    const auto name = find_spool_name(it->path().filename().string());
    if (name) names.push_back(*name);
  }
  std::sort(names.begin(), names.end());
  return names;
}

// What a stopped machine left half-written; its mail is still in the outbox.
void clear(const fs::path& folder) {
  for (const SpoolName& name : list(folder)) ::unlink((folder / print(name)).c_str());
}

}  // namespace

Result<Spool> Spool::open(const fs::path& data_folder) {
  const fs::path folder = data_folder / "mail";
  if (!make_folder(folder) || !make_folder(folder / "new") || !make_folder(folder / "tmp")) {
    return Fault::unavailable;
  }
  clear(folder / "tmp");
  return Spool(folder);
}

Status Spool::put(std::uint64_t made, std::uint64_t number, const std::string& message) {
  const std::string name = print({made, number});
  return write_whole(path_of(name), folder_ / "tmp" / name, view_of(message), Readers::owner_only,
                     IfThere::replace);
}

std::vector<std::string> Spool::names() const {
  std::vector<std::string> names;
  for (const SpoolName& name : list(folder_ / "new")) names.push_back(print(name));
  return names;
}

Result<Secret> Spool::read(const std::string& name) const {
  auto message = read_whole(path_of(name), Readers::owner_only);
  if (!message) return Fault::not_found;
  return *std::move(message);
}

void Spool::remove(const std::string& name) {
  ::unlink(path_of(name).c_str());
}

std::size_t Spool::remove_old(std::uint64_t now) {
  std::size_t removed = 0;
  for (const SpoolName& name : list(folder_ / "new")) {
    if (name.made > now || now - name.made < kSpoolLifetime) continue;
    remove(print(name));
    ++removed;
  }
  return removed;
}

}  // namespace portal::server
