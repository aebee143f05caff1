#include "wasm/cli/file_piece.h"

#include <cerrno>
#include <fcntl.h>
#include <unistd.h>

namespace portal::cli {

Result<Secret> read_piece(const std::filesystem::path& path, std::uint64_t from, std::size_t most) {
  const int descriptor = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return Fault::unavailable;
  Secret piece(most);
  std::size_t size = 0;
  ssize_t some = 1;
  while (size < most && some > 0) {
    some = pread(descriptor, piece.reveal().data() + size, most - size, static_cast<off_t>(from + size));
    if (some > 0) size += static_cast<std::size_t>(some);
    if (some < 0 && errno == EINTR) some = 1;
  }
  close(descriptor);
  if (some < 0) return Fault::unavailable;
  return Secret(View(piece.reveal()).first(size));
}

}  // namespace portal::cli
