#include "shared/crypto/bech32m.h"

#include <algorithm>
#include <cstdint>

namespace portal {
namespace {

constexpr std::string_view kAlphabet = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
constexpr std::uint32_t kChecksumOfAll = 0x2bc830a3;
constexpr std::size_t kChecksumSize = 6;
constexpr std::size_t kLongest = 90;

// BIP-173's polynomial over the expanded prefix and then the symbols.
class Checksum {
 public:
  explicit Checksum(std::string_view prefix) {
    for (char c : prefix) add(static_cast<std::uint8_t>(c) >> 5);
    add(0);
    for (char c : prefix) add(static_cast<std::uint8_t>(c) & 31);
  }

  void add(std::uint32_t symbol) {
    constexpr std::uint32_t kGenerator[] = {0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3};
    const std::uint32_t top = value_ >> 25;
    value_ = (value_ & 0x1ffffff) << 5 ^ symbol;
    for (int i = 0; i < 5; ++i)
      if (top >> i & 1) value_ ^= kGenerator[i];
  }

  std::uint32_t value() const { return value_; }

 private:
  std::uint32_t value_ = 1;
};

bool is_one_case(View text) {
  const bool has_lower = std::any_of(text.begin(), text.end(), [](auto c) { return c >= 'a' && c <= 'z'; });
  const bool has_upper = std::any_of(text.begin(), text.end(), [](auto c) { return c >= 'A' && c <= 'Z'; });
  return !(has_lower && has_upper);
}

char lower(std::uint8_t c) {
  return static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

}  // namespace

Secret encode_bech32m(std::string_view prefix, View symbols) {
  Secret text(prefix.size() + 1 + symbols.size() + kChecksumSize);
  auto to = std::copy(prefix.begin(), prefix.end(), text.reveal().begin());
  *to++ = '1';
  Checksum checksum(prefix);
  for (std::uint8_t symbol : symbols) {
    checksum.add(symbol);
    *to++ = static_cast<std::uint8_t>(kAlphabet[symbol & 31]);
  }
  for (std::size_t i = 0; i < kChecksumSize; ++i) checksum.add(0);
  const std::uint32_t rest = checksum.value() ^ kChecksumOfAll;
  for (int shift = 25; shift >= 0; shift -= 5)
    *to++ = static_cast<std::uint8_t>(kAlphabet[rest >> shift & 31]);
  return text;
}

Result<Bech32m> decode_bech32m(View text) {
  if (text.size() > kLongest || !is_one_case(text)) return Fault::malformed;
  const std::size_t separator = text_of(text).rfind('1');
  if (separator == std::string_view::npos || separator == 0) return Fault::malformed;
  if (text.size() - separator - 1 < kChecksumSize) return Fault::malformed;

  Bech32m decoded;
  for (std::uint8_t c : text.first(separator)) {
    if (c < 33 || c > 126) return Fault::malformed;
    decoded.prefix.push_back(lower(c));
  }

  Checksum checksum(decoded.prefix);
  const View data = text.subspan(separator + 1);
  decoded.symbols = Secret(data.size() - kChecksumSize);
  for (std::size_t i = 0; i < data.size(); ++i) {
    const std::size_t symbol = kAlphabet.find(lower(data[i]));
    if (symbol == std::string_view::npos) return Fault::malformed;
    checksum.add(static_cast<std::uint32_t>(symbol));
    if (i < decoded.symbols.size()) decoded.symbols.reveal()[i] = static_cast<std::uint8_t>(symbol);
  }
  if (checksum.value() != kChecksumOfAll) return Fault::malformed;
  return decoded;
}

}  // namespace portal
