#include "wasm/cli/state_folder.h"

#include <cstdlib>
#include <sys/stat.h>
#include <unistd.h>

#include "wasm/cli/file_piece.h"
#include "wasm/cli/new_file.h"

namespace portal::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kLargest = 4096;

// Of what the core keeps on a device, this much: no mark of a session, nothing that unlocks.
bool is_kept(std::string_view name) {
  const std::size_t slash = name.find('/');
  const std::string_view room = name.substr(0, slash);
  if (slash == std::string_view::npos) return name == "realm";
  const std::string_view rest = name.substr(slash + 1);
  return (room == "pins" || room == "known") && rest.size() == 64 &&
         rest.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

std::string file_of(std::string_view name) {
  std::string file(name);
  for (char& c : file) c = c == '/' ? '-' : c;
  return file;
}

std::string name_in(std::string file) {
  const std::size_t dash = file.find('-');
  if (dash != std::string::npos) file[dash] = '/';
  return file;
}

bool make_private_folders(const fs::path& folder) {
  std::error_code error;
  if (fs::is_directory(folder, error)) return true;
  if (folder.has_parent_path() && folder.parent_path() != folder &&
      !make_private_folders(folder.parent_path()))
    return false;
  return mkdir(folder.c_str(), 0700) == 0 || fs::is_directory(folder, error);
}

}  // namespace

Result<std::vector<std::pair<std::string, Bytes>>> StateFolder::read_all() const {
  std::vector<std::pair<std::string, Bytes>> kept;
  if (folder_.empty()) return kept;
  if (!make_private_folders(folder_)) return Fault::unavailable;
  std::error_code error;
  for (fs::directory_iterator it(folder_, error), end; !error && it != end; it.increment(error)) {
    const std::string name = name_in(it->path().filename());
    if (!is_kept(name)) continue;
    const auto value = read_piece(it->path(), 0, kLargest + 1);
    if (!value || value->size() > kLargest) return Fault::unavailable;
    kept.emplace_back(name, copy_of(value->reveal()));
  }
  if (error) return Fault::unavailable;
  return kept;
}

Status StateFolder::keep(std::string_view name, View value) const {
  if (folder_.empty() || !is_kept(name)) return Done{};
  NewFile file(folder_ / file_of(name));
  TRY(file.open());
  TRY(file.write(value));
  return file.put_in_place(NewFile::If::exists_too);
}

void StateFolder::drop(std::string_view name) const {
  if (!folder_.empty() && is_kept(name)) unlink((folder_ / file_of(name)).c_str());
}

fs::path usual_state_folder() {
  const char* state = std::getenv("XDG_STATE_HOME");
  if (state && *state == '/') return fs::path(state) / "privacy-portal";
  const char* home = std::getenv("HOME");
  return home && *home == '/' ? fs::path(home) / ".local/state/privacy-portal" : fs::path();
}

}  // namespace portal::cli
