// parse_note: the one canonical form of a signed note, and nothing that nobody signed.
#include "shared/base/encoding.h"
#include "shared/crypto/signed_note.h"
#include "tests/fuzz/demand.h"

using namespace portal;
using portal::fuzz::demand;

namespace {

std::string print(const SignedNote& note) {
  std::string text = note.text + "\n";
  for (const NoteSignature& line : note.signatures) {
    text += "\xe2\x80\x94 " + line.name + " " + encode_base64(join({line.key_id, line.signature})) + "\n";
  }
  return text;
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const SigningKey key = signing_key_from_seed(Secret(32));
  const std::string_view input = text_of({data, size});
  const NoteVerifier verifier{"portal.example/owner", key.verify_key};

  if (const auto note = parse_note(input)) {
    demand(print(*note) == input, "a note is printed as it was read");
    const bool is_ours =
        note->signatures.size() == 1 && input == sign_note(note->text, {NoteSigner{verifier.name, key}});
    demand(bool(verify_note(input, note->text, {verifier})) == is_ours, "only what was signed verifies");
  }
  if (is_printable_utf8(view_of(input))) {  // one line of text
    const std::string text = std::string(input) + "\n";
    const std::string signed_text = sign_note(text, {NoteSigner{verifier.name, key}});
    demand(bool(verify_note(signed_text, text, {verifier})), "what was signed verifies");
    demand(!verify_note(signed_text, text + ".\n", {verifier}), "another text does not");
  }
  return 0;
}
