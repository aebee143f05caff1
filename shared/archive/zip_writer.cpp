#include "shared/archive/zip_writer.h"

#include <algorithm>

#include "shared/archive/paths.h"

namespace portal::archive {
namespace {

// What the directory may need at most.
constexpr std::uint64_t kDirectoryRoom = kMostEntries * (kCentralHeaderSize + kLongestPath) + kEndSize;

}  // namespace

ZipWriter::ZipWriter(Sink& to) : to_(to) {
  block_.reserve(kBlockSize);
}

void ZipWriter::put(View bytes) {
  to_.write(bytes);
  written_ += bytes.size();
}

Status ZipWriter::open_entry(std::string_view path) {
  if (!is_archive_path(path)) return Fault::malformed;
  if (entries_.size() >= kMostEntries) return Fault::too_large;
  if (!folded_.insert(folded_path(path)).second) return Fault::conflict;
  entries_.push_back(ZipEntry{.path = std::string(path), .offset = written_});
  crc_ = {};
  put(local_header(path));
  return Done{};
}

Status ZipWriter::write(View bytes) {
  if (bytes.size() > kLongestZip || written_ + block_.size() + bytes.size() +
                                            bytes.size() / kBlockSize * kBlockHeaderSize +
                                            2 * kBlockHeaderSize + kDescriptorSize + kDirectoryRoom >
                                        kLongestZip)
    return Fault::too_large;
  crc_.update(bytes);
  entries_.back().size += bytes.size();
  while (!bytes.empty()) {
    if (block_.size() == kBlockSize) put_block(false);
    const View piece = bytes.first(std::min(bytes.size(), kBlockSize - block_.size()));
    append(block_, piece);
    bytes = bytes.subspan(piece.size());
  }
  return Done{};
}

void ZipWriter::put_block(bool is_last) {
  put(block_header(block_.size(), is_last));
  put(block_);
  entries_.back().packed += kBlockHeaderSize + block_.size();
  block_.clear();
}

void ZipWriter::close_entry() {
  put_block(true);
  entries_.back().crc = crc_.value();
  put(descriptor(entries_.back()));
}

void ZipWriter::finish() {
  const std::uint64_t start = written_;
  for (const ZipEntry& entry : entries_) put(central_header(entry));
  put(end_record(entries_.size(), written_ - start, start));
}

}  // namespace portal::archive
