#include "shared/archive/sums.h"

#include "shared/archive/paths.h"
#include "shared/base/encoding.h"
#include "shared/base/fixed.h"

namespace portal::archive {
namespace {

constexpr std::size_t kDigits = 64;

}  // namespace

std::string print_sums(const std::vector<Sum>& sums) {
  std::string text;
  for (const Sum& sum : sums) text += encode_hex(sum.digest) + "  " + sum.path + "\n";
  return text;
}

Result<std::vector<Sum>> parse_sums(std::string_view text) {
  std::vector<Sum> sums;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    if (end == std::string_view::npos || end < kDigits + 3) return Fault::malformed;
    const std::string_view line = text.substr(0, end);
    const Bytes digest = TRY(decode_hex(line.substr(0, kDigits)));
    const std::string_view path = line.substr(kDigits + 2);
    if (line.substr(kDigits, 2) != "  " || !is_archive_path(path)) return Fault::malformed;
    sums.push_back(Sum{std::string(path), TRY(fixed<32>(digest))});
    text.remove_prefix(end + 1);
  }
  return sums;
}

}  // namespace portal::archive
