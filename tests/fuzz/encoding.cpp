// hex, base64url, base64: each value has one text, and each text one value.
#include "shared/base/encoding.h"

#include "tests/fuzz/demand.h"

using namespace portal;
using portal::fuzz::are_equal;
using portal::fuzz::demand;

namespace {

void try_pair(View input, std::string (*encode)(View), Result<Bytes> (*decode)(std::string_view)) {
  if (const auto bytes = decode(text_of(input))) {
    demand(encode(*bytes) == text_of(input), "only the one text of a value is taken");
  }
  const std::string text = encode(input);
  const auto again = decode(text);
  demand(again && are_equal(*again, input), "what was encoded can be decoded");
  demand(!decode(text + '\0') && !decode(text + " ") && !decode("\n" + text), "nothing may stand around it");
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const View input(data, size);
  try_pair(input, encode_hex, decode_hex);
  try_pair(input, encode_base64url, decode_base64url);
  try_pair(input, encode_base64, decode_base64);
  demand(!is_printable_utf8(input) || is_utf8(input), "what is printable is UTF-8");
  return 0;
}
