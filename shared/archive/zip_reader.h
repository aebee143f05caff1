// Reads a ZIP file of our own form as it comes, in parts of any size, and holds no more of it than one block.
//
// The form leaves no choice: each byte either is content, which the CRC covers, or is what the writer would
// have written there.
#pragma once

#include <set>
#include <vector>

#include "shared/archive/crc32.h"
#include "shared/archive/zip_format.h"
#include "shared/base/result.h"

namespace portal::archive {

// Hears what is in the file. Nothing of it is certain before `ZipReader::finish` has said so.
class ZipListener {
 public:
  virtual ~ZipListener() = default;
  virtual Status entry(std::string_view path) = 0;
  virtual Status content(View bytes) = 0;
  virtual Status entry_ends() = 0;
};

class ZipReader {
 public:
  explicit ZipReader(ZipListener& to) : to_(to) {}

  // Fault::malformed for anything but the one form, or what the listener said. After a fault: no more.
  Status push(View bytes);
  Status finish();

 private:
  enum class At { header, block, content, descriptor, directory, end, done };

  // How many bytes are needed for the next step; it is taken when they are there.
  std::size_t needed() const;
  Status step(View bytes);
  Status read_header(View header);
  Status read_block(View header);
  Status read_content(View bytes);
  Status read_descriptor(View bytes);

  ZipListener& to_;
  At at_ = At::header;
  std::uint64_t read_ = 0;
  Bytes held_;
  std::size_t path_size_ = 0;  // 0: not known yet
  std::size_t block_size_ = 0;
  bool is_last_block_ = false;
  Crc32 crc_;
  std::vector<ZipEntry> entries_;
  std::set<std::string> folded_;
  std::size_t listed_ = 0;  // entries of the directory that were seen
  std::uint64_t directory_offset_ = 0;
};

}  // namespace portal::archive
