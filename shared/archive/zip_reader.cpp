#include "shared/archive/zip_reader.h"

#include <algorithm>

#include "shared/archive/paths.h"

namespace portal::archive {
namespace {

bool are_equal(View a, View b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end());
}

constexpr std::size_t kSignatureSize = 4;

}  // namespace

// The directory is told from one more entry by its first four bytes.
std::size_t ZipReader::needed() const {
  switch (at_) {
    case At::header:
      if (held_.size() < kSignatureSize) return kSignatureSize;
      if (are_equal(View(held_).first(kSignatureSize), view_of("PK\x01\x02"))) return kSignatureSize;
      return kLocalHeaderSize + path_size_;
    case At::block:
      return kBlockHeaderSize;
    case At::content:
      return block_size_;
    case At::descriptor:
      return kDescriptorSize;
    case At::directory:
      return kCentralHeaderSize + entries_[listed_].path.size();
    case At::end:
      return kEndSize;
    case At::done:
      return 1;
  }
  return 1;
}

Status ZipReader::push(View bytes) {
  while (!bytes.empty()) {
    const std::size_t wanted = needed();
    const View piece = bytes.first(std::min(bytes.size(), wanted - held_.size()));
    append(held_, piece);
    bytes = bytes.subspan(piece.size());
    read_ += piece.size();
    if (read_ > kLongestZip) return Fault::too_large;
    if (held_.size() == wanted) TRY(step(held_));
  }
  return Done{};
}

Status ZipReader::finish() {
  if (at_ != At::done) return Fault::malformed;
  return Done{};
}

Status ZipReader::step(View bytes) {
  switch (at_) {
    case At::header:
      return read_header(bytes);
    case At::block:
      return read_block(bytes);
    case At::content:
      return read_content(bytes);
    case At::descriptor:
      return read_descriptor(bytes);
    case At::directory:
      if (!are_equal(bytes, central_header(entries_[listed_]))) return Fault::malformed;
      if (++listed_ == entries_.size()) at_ = At::end;
      break;
    case At::end:
      if (!are_equal(bytes,
                     end_record(entries_.size(), read_ - kEndSize - directory_offset_, directory_offset_)))
        return Fault::malformed;
      at_ = At::done;
      break;
    case At::done:
      return Fault::malformed;
  }
  held_.clear();
  return Done{};
}

Status ZipReader::read_header(View header) {
  if (header.size() == kSignatureSize) {
    if (are_equal(header, view_of("PK\x03\x04"))) return Done{};  // the rest of it is needed too
    if (entries_.empty() || !are_equal(header, view_of("PK\x01\x02"))) return Fault::malformed;
    at_ = At::directory;
    directory_offset_ = read_ - kSignatureSize;
    return Done{};  // these four are its beginning
  }
  if (header.size() == kLocalHeaderSize) {
    path_size_ = u16le(header.subspan(26));
    if (path_size_ == 0 || path_size_ > kLongestPath) return Fault::malformed;
    return Done{};
  }
  const std::string_view path = text_of(header.subspan(kLocalHeaderSize));
  if (!is_archive_path(path) || !are_equal(header, local_header(path))) return Fault::malformed;
  if (entries_.size() >= kMostEntries) return Fault::too_large;
  if (!folded_.insert(folded_path(path)).second) return Fault::malformed;
  entries_.push_back(ZipEntry{.path = std::string(path), .offset = read_ - header.size()});
  TRY(to_.entry(path));
  crc_ = {};
  path_size_ = 0;
  at_ = At::block;
  held_.clear();
  return Done{};
}

Status ZipReader::read_block(View header) {
  block_size_ = u16le(header.subspan(1));
  is_last_block_ = header[0] == 1;
  const bool is_first = entries_.back().size == 0;
  if (!are_equal(header, block_header(block_size_, is_last_block_))) return Fault::malformed;
  if (!is_last_block_ && block_size_ != kBlockSize) return Fault::malformed;
  if (block_size_ == 0 && !is_first) return Fault::malformed;
  entries_.back().packed += kBlockHeaderSize;
  held_.clear();
  at_ = At::content;
  return block_size_ == 0 ? read_content({}) : Status(Done{});
}

Status ZipReader::read_content(View bytes) {
  ZipEntry& entry = entries_.back();
  entry.packed += bytes.size();
  entry.size += bytes.size();
  crc_.update(bytes);
  TRY(to_.content(bytes));
  at_ = is_last_block_ ? At::descriptor : At::block;
  held_.clear();
  return Done{};
}

Status ZipReader::read_descriptor(View bytes) {
  entries_.back().crc = crc_.value();
  if (!are_equal(bytes, descriptor(entries_.back()))) return Fault::malformed;
  TRY(to_.entry_ends());
  at_ = At::header;
  held_.clear();
  return Done{};
}

}  // namespace portal::archive
