// The header of an age file has one form; what was sealed opens, and nothing else does.
#include "shared/archive/age.h"

#include <algorithm>

#include "tests/fuzz/demand.h"

using namespace portal;
using namespace portal::archive;
using portal::fuzz::demand;

namespace {

struct Collected final : Sink {
  void write(View part) override { append(bytes, part); }
  Bytes bytes;
};

struct Zeros final : Random {
  void fill(std::span<std::uint8_t> bytes) override { std::fill(bytes.begin(), bytes.end(), 0); }
};

Secret passphrase() {
  return Secret(view_of("a passphrase"));
}

// Every header costs the work that it asks for: inputs that ask for much are left out.
bool is_cheap(std::string_view input) {
  const std::size_t end = find_age_header(input.substr(0, kLongestAgeHeader));
  const auto header = parse_age_header(input.substr(0, end));
  return !header || header->work_factor <= 4;
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input = text_of({data, size});
  if (const auto header = parse_age_header(input)) {
    demand(print_age_header(*header) == input, "a header has one form");
  }
  if (is_cheap(input)) {
    Collected opened;
    AgeDecryptor age(passphrase(), opened);
    if (age.push({data, size})) (void)age.finish();
  }
  Zeros zeros;
  Collected sealed;
  AgeEncryptor encryptor(sealed);
  demand(bool(encryptor.begin(passphrase(), 1, zeros)), "there is memory");
  encryptor.write({data, size});
  encryptor.finish();
  Collected opened;
  AgeDecryptor decryptor(passphrase(), opened);
  demand(decryptor.push(sealed.bytes) && decryptor.finish(), "what was sealed opens");
  demand(fuzz::are_equal(opened.bytes, {data, size}), "and is what it was");
  return 0;
}
