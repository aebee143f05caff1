// The one form of ZIP that is written here, and the only one that is read (FORMATS.md, "Export").
//
// There is one way to write a list of files with their bytes: what the reader sees differently was changed.
#pragma once

#include <string>
#include <string_view>

#include "shared/base/bytes.h"

namespace portal::archive {

inline constexpr std::size_t kBlockSize = 65'535;          // of a stored deflate block, but for the last
inline constexpr std::uint64_t kLongestZip = 0xffff'fffe;  // no ZIP64
inline constexpr std::size_t kMostEntries = 10'000;

struct ZipEntry {
  std::string path;
  std::uint32_t crc = 0;
  std::uint64_t packed = 0;  // bytes of the deflate stream
  std::uint64_t size = 0;
  std::uint64_t offset = 0;  // of its local header
};

inline constexpr std::size_t kLocalHeaderSize = 30;  // and the path
inline constexpr std::size_t kBlockHeaderSize = 5;
inline constexpr std::size_t kDescriptorSize = 16;
inline constexpr std::size_t kCentralHeaderSize = 46;  // and the path
inline constexpr std::size_t kEndSize = 22;

void append_u16le(Bytes& to, std::uint32_t value);
void append_u32le(Bytes& to, std::uint64_t value);
std::uint32_t u16le(View bytes);  // of the first two

Bytes local_header(std::string_view path);
Bytes block_header(std::size_t size, bool is_last);
Bytes descriptor(const ZipEntry& entry);
Bytes central_header(const ZipEntry& entry);
Bytes end_record(std::size_t entries, std::uint64_t directory_size, std::uint64_t directory_offset);

}  // namespace portal::archive
