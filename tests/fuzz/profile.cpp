// parse_profile and has_card_number: what is taken is printed as the same, and no text is too much.
#include "wasm/core/records/profile.h"

#include "tests/fuzz/demand.h"
#include "wasm/core/records/card_number.h"

using namespace portal;
using namespace portal::core;
using portal::fuzz::demand;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const View input(data, size);
  (void)has_card_number(text_of(input));
  const auto profile = parse_profile(input);
  if (!profile) return 0;
  const auto again = parse_profile(print_profile(*profile));
  demand(again && *again == *profile, "a profile is read as it was printed");
  for (const auto& kept : profile->kept) demand(!kept || !kept->value.empty(), "a value is not empty");
  return 0;
}
