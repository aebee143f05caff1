// read_entry: what is taken has the number that was asked for and a time that can be printed, whatever else
// it says.
#include "tests/fuzz/demand.h"
#include "wasm/core/activity/entry.h"

using namespace portal;
using namespace portal::core;
using portal::fuzz::demand;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const View input(data, size);
  const auto line = read_entry(input, 0);
  if (!line) return 0;
  demand(!read_entry(input, 1), "an entry has one number");
  demand(line->milliseconds <= kLastMillisecond, "a time can be printed");
  demand(static_cast<std::size_t>(line->what) < kWhats, "a type is one of ours");
  demand(kind_of(line->what) != ActivityKind::all, "each type is of a kind");
  demand(line->what != What::erased, "who has bytes is not erased");
  return 0;
}
