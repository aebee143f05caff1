#include "shared/crypto/recovery_key.h"

#include <algorithm>

#include "shared/crypto/bech32m.h"

namespace portal {
namespace {

constexpr std::string_view kPrefix = "rk";
constexpr std::uint8_t kVersion = 0;
constexpr std::size_t kSecretSize = 16;
constexpr std::size_t kSymbols = 1 + 26;  // the version, then 128 bits and two zero bits
constexpr std::size_t kLongestTyped = 90;
constexpr std::size_t kGroup = 4;

}  // namespace

RecoverySecret make_recovery_secret(Random& random) {
  return {random.make_secret(kSecretSize)};
}

Secret print_recovery_key(const RecoverySecret& secret) {
  Secret symbols(kSymbols);
  symbols.reveal()[0] = kVersion;
  for (std::size_t bit = 0; bit < kSecretSize * 8; ++bit) {
    const int value = secret.bytes.reveal()[bit / 8] >> (7 - bit % 8) & 1;
    std::uint8_t& symbol = symbols.reveal()[1 + bit / 5];
    symbol = static_cast<std::uint8_t>(symbol | value << (4 - bit % 5));
  }

  const Secret text = encode_bech32m(kPrefix, symbols.reveal());
  Secret shown(text.size() + text.size() / kGroup - 1);
  auto to = shown.reveal().begin();
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (i > 0 && i % kGroup == 0) *to++ = '-';
    const std::uint8_t c = text.reveal()[i];
    *to++ = static_cast<std::uint8_t>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
  }
  return shown;
}

Result<RecoverySecret> parse_recovery_key(View typed) {
  if (typed.size() > kLongestTyped) return Fault::malformed;
  Secret kept(typed.size());
  auto end = std::copy_if(typed.begin(), typed.end(), kept.reveal().begin(),
                          [](std::uint8_t c) { return c != ' ' && c != '-'; });
  const std::size_t size = static_cast<std::size_t>(end - kept.reveal().begin());

  const Bech32m decoded = TRY(decode_bech32m(kept.reveal().first(size)));
  const View symbols = decoded.symbols.reveal();
  if (decoded.prefix != kPrefix || symbols.size() != kSymbols || symbols[0] != kVersion)
    return Fault::malformed;

  RecoverySecret secret{Secret(kSecretSize)};
  for (std::size_t bit = 0; bit < (kSymbols - 1) * 5; ++bit) {
    const int value = symbols[1 + bit / 5] >> (4 - bit % 5) & 1;
    if (bit >= kSecretSize * 8) {
      if (value != 0) return Fault::malformed;
      continue;
    }
    std::uint8_t& byte = secret.bytes.reveal()[bit / 8];
    byte = static_cast<std::uint8_t>(byte | value << (7 - bit % 8));
  }
  return secret;
}

}  // namespace portal
