#include "shared/archive/zip_format.h"

namespace portal::archive {
namespace {

constexpr std::uint32_t kVersion = 20;
constexpr std::uint32_t kFlags = 0x0808;  // bit 3: sizes follow the data; bit 11: UTF-8
constexpr std::uint32_t kDeflate = 8;
constexpr std::uint32_t kTime = 0;
constexpr std::uint32_t kDate = 0x0021;  // 1 January 1980: the same data is the same file

void append_common(Bytes& to) {
  for (std::uint32_t value : {kVersion, kFlags, kDeflate, kTime, kDate}) append_u16le(to, value);
}

}  // namespace

void append_u16le(Bytes& to, std::uint32_t value) {
  to.push_back(static_cast<std::uint8_t>(value));
  to.push_back(static_cast<std::uint8_t>(value >> 8));
}
void append_u32le(Bytes& to, std::uint64_t value) {
  append_u16le(to, static_cast<std::uint32_t>(value & 0xffff));
  append_u16le(to, static_cast<std::uint32_t>((value >> 16) & 0xffff));
}
std::uint32_t u16le(View bytes) {
  return bytes[0] | std::uint32_t{bytes[1]} << 8;
}

Bytes local_header(std::string_view path) {
  Bytes header = bytes_of("PK\x03\x04");
  append_common(header);
  for (int i = 0; i < 3; ++i) append_u32le(header, 0);  // CRC and sizes: in the descriptor
  append_u16le(header, static_cast<std::uint32_t>(path.size()));
  append_u16le(header, 0);
  append(header, view_of(path));
  return header;
}

// RFC 1951 §3.2.4: BFINAL, BTYPE 00 and the padding to a byte; LEN; NLEN.
Bytes block_header(std::size_t size, bool is_last) {
  Bytes header{static_cast<std::uint8_t>(is_last ? 1 : 0)};
  append_u16le(header, static_cast<std::uint32_t>(size));
  append_u16le(header, static_cast<std::uint32_t>(size) ^ 0xffff);
  return header;
}

Bytes descriptor(const ZipEntry& entry) {
  Bytes bytes = bytes_of("PK\x07\x08");
  append_u32le(bytes, entry.crc);
  append_u32le(bytes, entry.packed);
  append_u32le(bytes, entry.size);
  return bytes;
}

Bytes central_header(const ZipEntry& entry) {
  Bytes header = bytes_of("PK\x01\x02");
  append_u16le(header, kVersion | 3 << 8);  // made on Unix
  append_common(header);
  append_u32le(header, entry.crc);
  append_u32le(header, entry.packed);
  append_u32le(header, entry.size);
  append_u16le(header, static_cast<std::uint32_t>(entry.path.size()));
  for (int i = 0; i < 4; ++i) append_u16le(header, 0);  // extra, comment, disk, internal attributes
  append_u32le(header, std::uint64_t{0100644} << 16);   // a plain file, rw-r--r--
  append_u32le(header, entry.offset);
  append(header, view_of(entry.path));
  return header;
}

Bytes end_record(std::size_t entries, std::uint64_t directory_size, std::uint64_t directory_offset) {
  Bytes record = bytes_of("PK\x05\x06");
  append_u32le(record, 0);  // disks
  append_u16le(record, static_cast<std::uint32_t>(entries));
  append_u16le(record, static_cast<std::uint32_t>(entries));
  append_u32le(record, directory_size);
  append_u32le(record, directory_offset);
  append_u16le(record, 0);
  return record;
}

}  // namespace portal::archive
