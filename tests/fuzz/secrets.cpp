// secrets.json: raw bytes, and the true text with slips in it. A slip is found, or it was white space.
#include "server-stub/files/secrets_text.h"
#include "tests/fuzz/demand.h"
#include "tests/unit/randoms.h"

using namespace portal;
using namespace portal::server;
using portal::fuzz::are_equal;
using portal::fuzz::demand;

namespace {

constexpr std::uint64_t kMade = 1'700'000'000;

// `edits`: two bytes for the place, one that is put there.
Bytes with_edits(View text, View edits) {
  Bytes edited = copy_of(text);
  for (std::size_t i = 0; i + 2 < edits.size(); i += 3) {
    edited[(edits[i] * 256u + edits[i + 1]) % edited.size()] = edits[i + 2];
  }
  return edited;
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const View input(data, size);
  (void)parse_secrets(input);

  test::SeededRandom random(1);
  static const auto secrets = make_secrets("portal.example", kMade, random);
  static const Secret text = print_secrets(*secrets);
  const Bytes edited = with_edits(text.reveal(), input);
  if (const auto read = parse_secrets(edited)) {
    demand(are_equal(print_secrets(*read).reveal(), text.reveal()), "no slip makes other secrets");
  } else {
    demand(!are_equal(edited, text.reveal()), "the true text is read");
  }
  return 0;
}
