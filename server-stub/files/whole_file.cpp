#include "server-stub/files/whole_file.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace portal::server {
namespace {

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  int number() const { return number_; }
  bool is_open() const { return number_ >= 0; }

 private:
  int number_;
};

bool write_all(int descriptor, View bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    bytes = bytes.subspan(static_cast<std::size_t>(written));
  }
  return true;
}

bool flush_folder(const std::filesystem::path& folder) {
  const Descriptor opened(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  return opened.is_open() && ::fsync(opened.number()) == 0;
}

bool write_new(const std::filesystem::path& path, View bytes, mode_t mode) {
  const Descriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode));
  // The umask may have taken bits away, never added some; the mode is to be exact.
  return file.is_open() && ::fchmod(file.number(), mode) == 0 && write_all(file.number(), bytes) &&
         ::fsync(file.number()) == 0;
}

// 0, or errno. Not every file system knows RENAME_NOREPLACE.
int move_into_place(const std::filesystem::path& from, const std::filesystem::path& to, IfThere if_there) {
  if (if_there == IfThere::keep) {
    if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0) return 0;
    if (errno != EINVAL && errno != ENOSYS) return errno;
    if (is_there(to)) return EEXIST;
  }
  return ::rename(from.c_str(), to.c_str()) == 0 ? 0 : errno;
}

std::string quoted(const std::filesystem::path& path) {
  return "\"" + path.string() + "\"";
}

OrRefusal<Secret> read_all(const std::filesystem::path& path, int descriptor, std::size_t size) {
  Secret bytes(size);
  std::size_t done = 0;
  while (done < size) {
    const ssize_t got = ::read(descriptor, bytes.reveal().data() + done, size - done);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return Refusal{quoted(path) + " could not be read to its end."};
    done += static_cast<std::size_t>(got);
  }
  return bytes;
}

}  // namespace

Status write_whole(const std::filesystem::path& path, const std::filesystem::path& beside, View bytes,
                   Readers readers, IfThere if_there) {
  ::unlink(beside.c_str());  // what a stopped machine left there
  const bool written = write_new(beside, bytes, readers == Readers::owner_only ? 0600 : 0644);
  const int problem = written ? move_into_place(beside, path, if_there) : EIO;
  if (problem != 0) {
    ::unlink(beside.c_str());
    return problem == EEXIST ? Fault::conflict : Fault::unavailable;
  }
  if (!flush_folder(path.parent_path())) return Fault::unavailable;
  return Done{};
}

bool is_there(const std::filesystem::path& path) {
  struct stat facts;
  return ::lstat(path.c_str(), &facts) == 0;
}

OrRefusal<Secret> read_whole(const std::filesystem::path& path, Readers readers) {
  // Not blocking, or a pipe of that name would hold the start up for ever.
  const int follow = readers == Readers::owner_only ? O_NOFOLLOW : 0;
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC | follow));
  if (!file.is_open()) {
    if (errno == ELOOP) return Refusal{quoted(path) + " is a symbolic link; put the file itself there."};
    return Refusal{quoted(path) + " cannot be read: " + std::strerror(errno) + "."};
  }
  struct stat facts;
  if (::fstat(file.number(), &facts) != 0 || !S_ISREG(facts.st_mode)) {
    return Refusal{quoted(path) + " is not a file."};
  }
  if (readers == Readers::owner_only && facts.st_uid != ::geteuid()) {
    return Refusal{quoted(path) +
                   " belongs to another user; it must belong to the one that runs the server."};
  }
  if (readers == Readers::owner_only && (facts.st_mode & 077) != 0) {
    return Refusal{quoted(path) + " may be read or changed by others; run: chmod 600 " + quoted(path)};
  }
  if (facts.st_size < 0 || static_cast<std::size_t>(facts.st_size) > kLargestFile) {
    return Refusal{quoted(path) + " is too large."};
  }
  return read_all(path, file.number(), static_cast<std::size_t>(facts.st_size));
}

}  // namespace portal::server
