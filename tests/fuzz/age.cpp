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

constexpr Fixed<16> kSalt{1, 2, 3};

// scrypt is not what is looked at here: every header gets the same key.
AgeWrapKey wrap_key() {
  return {Secret(Bytes(32, 7))};
}

void open(std::string_view input) {
  const std::size_t size = find_age_header(input.substr(0, kLongestAgeHeader));
  const auto header = parse_age_header(input.substr(0, size));
  auto key = header ? open_file_key(*header, wrap_key()) : Result<AgeFileKey>(AgeFileKey{Secret(16)});
  if (!key) key = AgeFileKey{Secret(16)};
  Collected opened;
  AgeDecryptor age(std::move(*key), opened);
  if (age.push(view_of(input.substr(size)))) (void)age.finish();
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input = text_of({data, size});
  if (const auto header = parse_age_header(input)) {
    demand(print_age_header(*header) == input, "a header has one form");
  }
  open(input);
  Zeros zeros;
  Collected sealed;
  AgeEncryptor encryptor(sealed);
  encryptor.begin(wrap_key(), kSalt, 1, zeros);
  encryptor.write({data, size});
  encryptor.finish();
  const View file = sealed.bytes;
  const std::size_t header_size = find_age_header(text_of(file));
  const auto header = parse_age_header(text_of(file.first(header_size)));
  auto key = header ? open_file_key(*header, wrap_key()) : Result<AgeFileKey>(header.fault());
  demand(bool(key), "what was sealed has a key");
  Collected opened;
  AgeDecryptor decryptor(std::move(*key), opened);
  demand(decryptor.push(file.subspan(header_size)) && decryptor.finish(), "what was sealed opens");
  demand(fuzz::are_equal(opened.bytes, {data, size}), "and is what it was");
  return 0;
}
