// open_record and its padding: only what was sealed opens, and padding has one form.
#include "shared/crypto/record.h"

#include "shared/crypto/padding.h"
#include "tests/fuzz/demand.h"

using namespace portal;
using portal::fuzz::are_equal;
using portal::fuzz::demand;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const CollectionKey key{Secret(32)};
  static SystemRandom random;
  const View input(data, size);
  const RecordBinding binding{.account = {1},
                              .collection = {2},
                              .record = {3},
                              .revision = 4,
                              .key_version = 1,
                              .state = RecordState::live};
  demand(!open_record(key, binding, input), "nobody seals by chance");
  const Bytes sealed = seal_record(key, binding, input, random);
  const auto opened = open_record(key, binding, sealed);
  demand(opened && are_equal(opened->reveal(), input), "what was sealed opens");
  if (const auto content = unpad(input)) {
    demand(are_equal(pad(content->reveal()).reveal(), input), "padding has one form");
  }
  return 0;
}
