// Text that others wrote, as hex, base64url and base64: what is accepted is the one canonical form.
#include "shared/base/encoding.h"

#include <cstdint>
#include <cstdlib>
#include <sodium.h>

using namespace portal;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const View bytes{data, size};
  const std::string_view text = text_of(bytes);
  if (const auto decoded = decode_hex(text); decoded && encode_hex(*decoded) != text) abort();
  if (const auto decoded = decode_base64url(text); decoded && encode_base64url(*decoded) != text) abort();
  if (const auto decoded = decode_base64(text); decoded && encode_base64(*decoded) != text) abort();
  if (is_printable_utf8(bytes) && !is_utf8(bytes)) abort();
  const auto back = decode_base64url(encode_base64url(bytes));
  if (!back || *back != copy_of(bytes)) abort();
  return 0;
}
