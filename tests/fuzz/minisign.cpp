// Public keys, signatures and lists of sums: each has one form, and only what was signed verifies.
#include "shared/archive/minisign.h"

#include "shared/archive/sums.h"
#include "shared/base/encoding.h"
#include "tests/fuzz/demand.h"

using namespace portal;
using namespace portal::archive;
using portal::fuzz::demand;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const SigningKey key = signing_key_from_seed(Secret(32));
  static const Blake2b512 digest = blake2b512(view_of("content"));
  const std::string_view input = text_of({data, size});

  if (const auto parsed = parse_minisign_key(input)) {
    const std::string line = print_minisign_key(*parsed);
    demand(input.find(line) != std::string_view::npos, "a key is printed as it was read");
  }
  if (const auto sums = parse_sums(input)) demand(print_sums(*sums) == input, "a list has one form");
  if (const auto comment = verify_minisig(input, key.verify_key, digest)) {
    const std::string ours = sign_minisig(key, digest, *comment);
    const auto rest = [](std::string_view text) { return text.substr(text.find('\n')); };
    demand(rest(input) == rest(ours), "only what was signed verifies");
  }
  if (is_printable_utf8({data, size}) && size < 500) {
    const auto verified = verify_minisig(sign_minisig(key, digest, input), key.verify_key, digest);
    demand(verified && *verified == input, "what was signed verifies");
  }
  return 0;
}
