// C2SP signed notes with Ed25519: a text, a blank line, and one line for each signature.
//
//   text, ends with a newline
//   (blank)
//   — <key name> <base64(key id (4) ‖ signature (64))>
//
// key id = first 4 bytes of SHA-256(name ‖ 0A ‖ 01 ‖ public key). Signed is the text with its last newline.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/result.h"
#include "shared/crypto/ed25519.h"

namespace portal {

struct NoteSigner {
  std::string name;
  const SigningKey& key;
};
struct NoteVerifier {
  std::string name;
  VerifyKey key;
};

struct NoteSignature {
  std::string name;
  Fixed<4> key_id;
  Signature signature;
};
struct SignedNote {
  std::string text;  // with its last newline
  std::vector<NoteSignature> signatures;
};

Fixed<4> note_key_id(std::string_view name, const VerifyKey& key);

// The signers in the order of their lines. `text` is ours: UTF-8, ends with a newline, no blank line at its
// end.
std::string sign_note(std::string_view text, std::initializer_list<NoteSigner> signers);

// The form only; nothing is verified. Fault::malformed for anything but the one canonical form.
Result<SignedNote> parse_note(std::string_view note);

// Whether the note says exactly `text` and has exactly these signature lines, in this order, each valid.
// Fault::malformed if it is no note, Fault::unauthenticated otherwise.
Status verify_note(std::string_view note, std::string_view text,
                   std::initializer_list<NoteVerifier> verifiers);

}  // namespace portal
