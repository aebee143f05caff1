#include "shared/crypto/signed_note.h"

#include <algorithm>

#include "shared/base/encoding.h"
#include "shared/crypto/hash.h"

namespace portal {
namespace {

constexpr std::string_view kDash = "\xe2\x80\x94 ";  // U+2014 and a space
constexpr std::uint8_t kEd25519 = 1;

bool is_key_name(std::string_view name) {
  return !name.empty() &&
         std::all_of(name.begin(), name.end(), [](char c) { return c > ' ' && c < 0x7f && c != '+'; });
}

bool is_note_text(std::string_view text) {
  return text.ends_with('\n') && is_utf8(view_of(text)) && std::all_of(text.begin(), text.end(), [](char c) {
           return static_cast<std::uint8_t>(c) >= 0x20 || c == '\n';
         });
}

Result<NoteSignature> parse_signature(std::string_view line) {
  if (!line.starts_with(kDash)) return Fault::malformed;
  line.remove_prefix(kDash.size());
  const std::size_t space = line.find(' ');
  if (space == std::string_view::npos || !is_key_name(line.substr(0, space))) return Fault::malformed;

  const Bytes bytes = TRY(decode_base64(line.substr(space + 1)));
  const View view = bytes;
  if (view.size() != 4 + std::tuple_size_v<Signature>) return Fault::malformed;
  return NoteSignature{std::string(line.substr(0, space)), TRY(fixed<4>(view.first(4))),
                       TRY(fixed<64>(view.subspan(4)))};
}

}  // namespace

Fixed<4> note_key_id(std::string_view name, const VerifyKey& key) {
  const std::uint8_t middle[] = {'\n', kEd25519};
  const Sha256 digest = sha256({view_of(name), middle, key.bytes});
  return {digest[0], digest[1], digest[2], digest[3]};
}

std::string sign_note(std::string_view text, std::initializer_list<NoteSigner> signers) {
  std::string note(text);
  note += '\n';
  for (const NoteSigner& signer : signers) {
    const Fixed<68> bytes =
        join_fixed(note_key_id(signer.name, signer.key.verify_key), sign(signer.key, view_of(text)));
    note += kDash;
    note += signer.name + ' ' + encode_base64(bytes) + '\n';
  }
  return note;
}

Result<SignedNote> parse_note(std::string_view note) {
  const std::size_t blank = note.rfind("\n\n");
  if (blank == std::string_view::npos || !note.ends_with('\n')) return Fault::malformed;
  SignedNote parsed{std::string(note.substr(0, blank + 1)), {}};
  if (!is_note_text(parsed.text)) return Fault::malformed;

  std::string_view lines = note.substr(blank + 2);
  while (!lines.empty()) {
    const std::size_t end = lines.find('\n');
    parsed.signatures.push_back(TRY(parse_signature(lines.substr(0, end))));
    lines.remove_prefix(end + 1);
  }
  if (parsed.signatures.empty()) return Fault::malformed;
  return parsed;
}

Status verify_note(std::string_view note, std::string_view text,
                   std::initializer_list<NoteVerifier> verifiers) {
  const SignedNote parsed = TRY(parse_note(note));
  if (parsed.text != text || parsed.signatures.size() != verifiers.size()) return Fault::unauthenticated;
  auto found = parsed.signatures.begin();
  for (const NoteVerifier& verifier : verifiers) {
    const bool is_line_of_verifier =
        found->name == verifier.name && found->key_id == note_key_id(verifier.name, verifier.key);
    if (!is_line_of_verifier || !verifies(verifier.key, view_of(text), found->signature))
      return Fault::unauthenticated;
    ++found;
  }
  return Done{};
}

}  // namespace portal
