#include "shared/archive/age_header.h"

#include <algorithm>
#include <charconv>
#include <sodium.h>

#include "shared/base/encoding.h"
#include "shared/crypto/hash.h"

namespace portal::archive {
namespace {

constexpr std::string_view kVersion = "age-encryption.org/v1\n";
constexpr std::string_view kStanza = "-> scrypt ";
constexpr std::string_view kMacLine = "--- ";
constexpr std::uint32_t kBlocks = 8;  // r: N·r·128 bytes of memory
constexpr std::size_t kKeyNonceSize = crypto_aead_chacha20poly1305_ietf_NPUBBYTES;

std::string unpadded(View bytes) {
  std::string text = encode_base64(bytes);
  while (text.ends_with('=')) text.pop_back();
  return text;
}

template <std::size_t size>
Result<Fixed<size>> read_unpadded(std::string_view text) {
  if (text.size() != (size * 8 + 5) / 6) return Fault::malformed;
  return fixed<size>(TRY(decode_base64(std::string(text) + std::string((4 - text.size() % 4) % 4, '='))));
}

bool take(std::string_view& text, std::string_view beginning) {
  if (!text.starts_with(beginning)) return false;
  text.remove_prefix(beginning.size());
  return true;
}

Result<std::string_view> take_until(std::string_view& text, char end) {
  const std::size_t at = text.find(end);
  if (at == std::string_view::npos) return Fault::malformed;
  const std::string_view part = text.substr(0, at);
  text.remove_prefix(at + 1);
  return part;
}

Result<std::uint32_t> parse_work_factor(std::string_view text) {
  std::uint32_t factor = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), factor);
  if (error != std::errc() || end != text.data() + text.size() || text.front() == '0')
    return Fault::malformed;
  if (factor > kMostWorkFactor) return Fault::malformed;
  return factor;
}

// The header up to and including "---".
std::string authenticated_part(const AgeHeader& header) {
  return std::string(kVersion) + std::string(kStanza) + unpadded(header.salt) + " " +
         std::to_string(header.work_factor) + "\n" + unpadded(header.body) + "\n---";
}

Fixed<32> mac_of(const AgeHeader& header, const AgeFileKey& key) {
  const Secret mac_key = age_derive(key.bytes.reveal(), {}, "header");
  const Secret mac = hmac_sha256(mac_key.reveal(), {view_of(authenticated_part(header))});
  Fixed<32> bytes;
  std::copy_n(mac.reveal().begin(), bytes.size(), bytes.begin());
  return bytes;
}

constexpr std::uint8_t kZeroNonce[kKeyNonceSize] = {};

}  // namespace

Secret age_derive(View key, View salt, std::string_view info) {
  const Secret extracted = hmac_sha256(salt, {key});
  constexpr std::uint8_t kFirst[] = {1};
  return hmac_sha256(extracted.reveal(), {view_of(info), kFirst});
}

std::string print_age_header(const AgeHeader& header) {
  return authenticated_part(header) + " " + unpadded(header.mac) + "\n";
}

Result<AgeHeader> parse_age_header(std::string_view text) {
  if (!take(text, kVersion) || !take(text, kStanza)) return Fault::malformed;
  AgeHeader header{};
  header.salt = TRY(read_unpadded<16>(TRY(take_until(text, ' '))));
  header.work_factor = TRY(parse_work_factor(TRY(take_until(text, '\n'))));
  header.body = TRY(read_unpadded<32>(TRY(take_until(text, '\n'))));
  if (!take(text, kMacLine)) return Fault::malformed;
  header.mac = TRY(read_unpadded<32>(TRY(take_until(text, '\n'))));
  if (!text.empty()) return Fault::malformed;
  return header;
}

std::size_t find_age_header(std::string_view text) {
  const std::size_t mac = text.find("\n--- ");
  const std::size_t end = mac == std::string_view::npos ? mac : text.find('\n', mac + 1);
  return end == std::string_view::npos ? 0 : end + 1;
}

Bytes scrypt_salt(const Fixed<16>& salt) {
  return join({view_of("age-encryption.org/v1/scrypt"), salt});
}

ScryptCost scrypt_cost(std::uint32_t work_factor) {
  return {work_factor, kBlocks, 1};
}

AgeHeader seal_file_key(const AgeFileKey& key, const AgeWrapKey& wrap_key, const Fixed<16>& salt,
                        std::uint32_t work_factor) {
  AgeHeader header{salt, work_factor, {}, {}};
  crypto_aead_chacha20poly1305_ietf_encrypt(header.body.data(), nullptr, key.bytes.reveal().data(),
                                            key.bytes.size(), nullptr, 0, nullptr, kZeroNonce,
                                            wrap_key.bytes.reveal().data());
  header.mac = mac_of(header, key);
  return header;
}

Result<AgeFileKey> open_file_key(const AgeHeader& header, const AgeWrapKey& wrap_key) {
  AgeFileKey key{Secret(16)};
  if (crypto_aead_chacha20poly1305_ietf_decrypt(key.bytes.reveal().data(), nullptr, nullptr,
                                                header.body.data(), header.body.size(), nullptr, 0,
                                                kZeroNonce, wrap_key.bytes.reveal().data()) != 0)
    return Fault::unauthenticated;
  if (!equal_in_constant_time(mac_of(header, key), header.mac)) return Fault::unauthenticated;
  return key;
}

}  // namespace portal::archive
