// parse_recovery_key and Bech32m: each key has one spelling (case, spaces and hyphens aside), and up to four
// wrong letters are always found.
#include "shared/crypto/recovery_key.h"

#include <algorithm>

#include "shared/crypto/bech32m.h"
#include "tests/fuzz/demand.h"

using namespace portal;
using portal::fuzz::are_equal;
using portal::fuzz::demand;

namespace {

std::string bare(View typed) {
  std::string text;
  for (const std::uint8_t c : typed) {
    if (c != ' ' && c != '-') text += static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
  }
  return text;
}

// `input`: 16 bytes of a secret, then pairs of a place and a letter.
void try_slips(View input) {
  const RecoverySecret secret{Secret(input.first(16))};
  const Secret printed = print_recovery_key(secret);
  const auto read = parse_recovery_key(printed.reveal());
  demand(read && are_equal(read->bytes.reveal(), secret.bytes.reveal()),
         "a key that was printed can be read");

  constexpr std::string_view kLetters = "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L";
  Bytes typed = bytes_of(bare(printed.reveal()));
  const Bytes right = typed;
  const View slips = input.subspan(16).first(std::min<std::size_t>(8, (input.size() - 16) / 2 * 2));
  for (std::size_t i = 0; i + 1 < slips.size(); i += 2) {
    typed[3 + slips[i] % (typed.size() - 3)] = static_cast<std::uint8_t>(kLetters[slips[i + 1] % 32]);
  }
  demand(bool(parse_recovery_key(typed)) == (typed == right), "one to four wrong letters are found");
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const View input(data, size);
  if (const auto secret = parse_recovery_key(input)) {
    demand(bare(input) == bare(print_recovery_key(*secret).reveal()), "a key has one spelling");
  }
  if (const auto decoded = decode_bech32m(input)) {
    const Secret again = encode_bech32m(decoded->prefix, decoded->symbols.reveal());
    std::string lower(text_of(input));
    for (char& c : lower) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    demand(text_of(again.reveal()) == lower, "Bech32m has one spelling, case aside");
  }
  if (input.size() >= 16) try_slips(input);
  return 0;
}
