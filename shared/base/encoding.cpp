#include "shared/base/encoding.h"

#include <cstdint>
#include <sodium.h>

namespace portal {
namespace {

std::string encode(View bytes, int variant) {
  std::string text(sodium_base64_ENCODED_LEN(bytes.size(), variant), '\0');
  sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(), variant);
  text.pop_back();  // the terminating zero
  return text;
}

Result<Bytes> decode(std::string_view text, int variant) {
  Bytes bytes(text.size() / 4 * 3 + 3);
  std::size_t size = 0;
  const char* end = nullptr;
  if (sodium_base642bin(bytes.data(), bytes.size(), text.data(), text.size(), nullptr, &size, &end,
                        variant) != 0 ||
      end != text.data() + text.size()) {
    return Fault::malformed;
  }
  bytes.resize(size);
  if (encode(bytes, variant) != text) return Fault::malformed;
  return bytes;
}

// Calls `accept(code point)` for each; false as soon as the bytes are not RFC 3629 or `accept` says no.
template <class Accept>
bool walk_utf8(View bytes, Accept accept) {
  std::size_t i = 0;
  while (i < bytes.size()) {
    const std::uint8_t lead = bytes[i++];
    const int more = lead < 0x80                   ? 0
                     : lead >= 0xc2 && lead < 0xe0 ? 1
                     : lead >= 0xe0 && lead < 0xf0 ? 2
                     : lead >= 0xf0 && lead < 0xf5 ? 3
                                                   : -1;
    if (more < 0) return false;
    std::uint32_t point = more == 0 ? lead : lead & (0x3fu >> more);
    for (int k = 0; k < more; ++k) {
      if (i == bytes.size() || (bytes[i] & 0xc0) != 0x80) return false;
      point = point << 6 | (bytes[i++] & 0x3f);
    }
    const bool overlong = (more == 2 && point < 0x800) || (more == 3 && point < 0x10000);
    if (overlong || point > 0x10ffff || (point >= 0xd800 && point < 0xe000) || !accept(point)) return false;
  }
  return true;
}

}  // namespace

std::string encode_hex(View bytes) {
  std::string text(bytes.size() * 2 + 1, '\0');
  sodium_bin2hex(text.data(), text.size(), bytes.data(), bytes.size());
  text.pop_back();
  return text;
}

Result<Bytes> decode_hex(std::string_view text) {
  Bytes bytes(text.size() / 2 + 1);
  std::size_t size = 0;
  const char* end = nullptr;
  if (sodium_hex2bin(bytes.data(), bytes.size(), text.data(), text.size(), nullptr, &size, &end) != 0 ||
      end != text.data() + text.size()) {
    return Fault::malformed;
  }
  bytes.resize(size);
  if (encode_hex(bytes) != text) return Fault::malformed;
  return bytes;
}

std::string encode_base64url(View bytes) {
  return encode(bytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}
Result<Bytes> decode_base64url(std::string_view text) {
  return decode(text, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

std::string encode_base64(View bytes) {
  return encode(bytes, sodium_base64_VARIANT_ORIGINAL);
}
Result<Bytes> decode_base64(std::string_view text) {
  return decode(text, sodium_base64_VARIANT_ORIGINAL);
}

bool is_utf8(View bytes) {
  return walk_utf8(bytes, [](std::uint32_t) { return true; });
}

bool is_printable_utf8(View bytes) {
  return walk_utf8(bytes,
                   [](std::uint32_t point) { return point >= 0x20 && (point < 0x7f || point >= 0xa0); });
}

}  // namespace portal
