#include "shared/archive/minisign.h"

#include <algorithm>

#include "shared/base/encoding.h"

namespace portal::archive {
namespace {

constexpr std::string_view kUntrusted = "untrusted comment: ";
constexpr std::string_view kTrusted = "trusted comment: ";

std::string in_capitals(std::string text) {
  for (char& c : text) {
    if (c >= 'a' && c <= 'f') c = static_cast<char>(c - 'a' + 'A');
  }
  return text;
}

// minisign writes the id as one little-endian number.
std::string number_of(Fixed<8> id) {
  std::reverse(id.begin(), id.end());
  return in_capitals(encode_hex(id));
}

// The next line, with its newline; Fault::malformed if there is none, or none with that beginning.
Result<std::string_view> take_line(std::string_view& text, std::string_view beginning) {
  const std::size_t end = text.find('\n');
  if (end == std::string_view::npos || !text.starts_with(beginning)) return Fault::malformed;
  const std::string_view line = text.substr(beginning.size(), end - beginning.size());
  if (!is_printable_utf8(view_of(line))) return Fault::malformed;
  text.remove_prefix(end + 1);
  return line;
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kSpaces = " \t\r\n";
  const std::size_t from = text.find_first_not_of(kSpaces);
  if (from == std::string_view::npos) return {};
  return text.substr(from, text.find_last_not_of(kSpaces) - from + 1);
}

}  // namespace

Fixed<8> minisign_key_id(const VerifyKey& key) {
  const Sha256 digest = sha256(key.bytes);
  Fixed<8> id;
  std::copy_n(digest.begin(), id.size(), id.begin());
  return id;
}

std::string print_minisign_key(const VerifyKey& key) {
  return encode_base64(join({view_of("Ed"), minisign_key_id(key), key.bytes}));
}

std::string minisign_key_file(const VerifyKey& key) {
  return std::string(kUntrusted) + "minisign public key " + number_of(minisign_key_id(key)) + "\n" +
         print_minisign_key(key) + "\n";
}

Result<VerifyKey> parse_minisign_key(std::string_view text) {
  text = trimmed(text);
  if (text.starts_with(kUntrusted)) {
    TRY(take_line(text, kUntrusted));
    text = trimmed(text);
  }
  const Bytes bytes = TRY(decode_base64(text));
  if (bytes.size() != 2 + 8 + 32 || bytes[0] != 'E' || bytes[1] != 'd') return Fault::malformed;
  const VerifyKey key{TRY(fixed<32>(View(bytes).subspan(10)))};
  if (print_minisign_key(key) != text) return Fault::malformed;  // another key id than ours
  return key;
}

std::string sign_minisig(const SigningKey& key, const Blake2b512& digest, std::string_view trusted_comment) {
  const Signature signature = sign(key, digest);
  const Signature global = sign(key, join({signature, view_of(trusted_comment)}));
  const Bytes first = join({view_of("ED"), minisign_key_id(key.verify_key), signature});
  return std::string(kUntrusted) + "signature by the owner of the account\n" + encode_base64(first) + "\n" +
         std::string(kTrusted) + std::string(trusted_comment) + "\n" + encode_base64(global) + "\n";
}

Result<std::string> verify_minisig(std::string_view text, const VerifyKey& key, const Blake2b512& digest) {
  if (text.size() > kLongestMinisig) return Fault::malformed;
  TRY(take_line(text, kUntrusted));
  const Bytes first = TRY(decode_base64(TRY(take_line(text, ""))));
  const std::string_view comment = TRY(take_line(text, kTrusted));
  const Bytes global = TRY(decode_base64(TRY(take_line(text, ""))));
  if (!text.empty() || first.size() != 2 + 8 + 64 || first[0] != 'E' || first[1] != 'D')
    return Fault::malformed;
  const View signature = View(first).subspan(10);
  const Fixed<8> id = minisign_key_id(key);
  if (!std::equal(id.begin(), id.end(), first.begin() + 2)) return Fault::unauthenticated;
  if (!verifies(key, digest, signature)) return Fault::unauthenticated;
  if (!verifies(key, join({signature, view_of(comment)}), global)) return Fault::unauthenticated;
  return std::string(comment);
}

}  // namespace portal::archive
