// Writes a ZIP file from its beginning to its end, and holds no more of it than one block.
#pragma once

#include <set>
#include <vector>

#include "shared/archive/crc32.h"
#include "shared/archive/sink.h"
#include "shared/archive/zip_format.h"
#include "shared/base/result.h"

namespace portal::archive {

class ZipWriter {
 public:
  explicit ZipWriter(Sink& to);

  // Fault::malformed for a path that is no archive path, Fault::conflict for one that was there before,
  // Fault::too_large for more entries or bytes than this form can have.
  Status open_entry(std::string_view path);
  Status write(View bytes);
  void close_entry();
  void finish();  // the directory

 private:
  void put(View bytes);
  void put_block(bool is_last);

  Sink& to_;
  std::uint64_t written_ = 0;
  std::vector<ZipEntry> entries_;
  std::set<std::string> folded_;
  Crc32 crc_;
  Bytes block_;
};

}  // namespace portal::archive
