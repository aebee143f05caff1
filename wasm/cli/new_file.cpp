#include "wasm/cli/new_file.h"

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <unistd.h>

namespace portal::cli {
namespace {

// The name is on the disk when its folder is.
void sync_folder_of(const std::filesystem::path& place) {
  const auto folder = place.has_parent_path() ? place.parent_path() : std::filesystem::path(".");
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return;
  fsync(descriptor);
  close(descriptor);
}

}  // namespace

NewFile::~NewFile() {
  if (descriptor_ < 0) return;
  close(descriptor_);
  unlink(beside_.c_str());
}

Status NewFile::open() {
  const std::string name = "." + place_.filename().string() + ".XXXXXX";
  beside_ = place_.has_parent_path() ? (place_.parent_path() / name).string() : name;
  descriptor_ = mkostemp(beside_.data(), O_CLOEXEC);
  if (descriptor_ < 0) return Fault::unavailable;
  return Done{};
}

Status NewFile::write(View bytes) {
  while (!bytes.empty()) {
    const ssize_t some = ::write(descriptor_, bytes.data(), bytes.size());
    if (some < 0 && errno == EINTR) continue;
    if (some <= 0) return Fault::unavailable;
    bytes = bytes.subspan(static_cast<std::size_t>(some));
  }
  return Done{};
}

Status NewFile::put_in_place(If condition) {
  if (fsync(descriptor_) != 0) return Fault::unavailable;
  // A link takes a free place only; renaming takes any.
  const bool is_there = condition == If::free ? link(beside_.c_str(), place_.c_str()) == 0
                                              : rename(beside_.c_str(), place_.c_str()) == 0;
  if (!is_there) return errno == EEXIST ? Fault::conflict : Fault::unavailable;
  if (condition == If::free) unlink(beside_.c_str());
  close(descriptor_);
  descriptor_ = -1;
  sync_folder_of(place_);
  return Done{};
}

}  // namespace portal::cli
