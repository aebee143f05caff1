// An archive that is larger than the memory that it is made in.
#include <sys/resource.h>

#include "shared/archive/archive_check.h"
#include "tests/unit/archive/made.h"

namespace portal {
namespace {

#ifdef __SANITIZE_ADDRESS__
constexpr std::uint64_t kSize = 64u << 20;  // what is freed stays taken here: time and memory say nothing
constexpr long kMostKib = 1 << 20;
#else
constexpr std::uint64_t kSize = 2ull << 30;
constexpr long kMostKib = 16 << 10;
#endif

long peak_kib() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss;
}

struct Counted final : archive::Sink {
  void write(View part) override {
    CHECK(part.size() <= archive::kPartSize);
    size += part.size();
  }
  std::uint64_t size = 0;
};

TEST_CASE("an archive of two GiB needs less than 16 MiB to be made") {
  const SigningKey key = test::owner_of(1);
  const Bytes piece = test::noise(1 << 20);
  const long before = peak_kib();
  Counted counted;
  archive::PartSink parts(counted);
  archive::SignedArchive archive(parts);
  for (int file = 0; file < 2; ++file) {
    REQUIRE(archive.open_entry("part-" + std::to_string(file)));
    for (std::uint64_t size = 0; size < kSize / 2; size += piece.size()) REQUIRE(archive.write(piece));
    archive.close_entry();
  }
  REQUIRE(archive.finish(key, test::kComment));
  parts.flush();
  CHECK(counted.size > kSize);
  CHECK(peak_kib() - before < kMostKib);
}

TEST_CASE("four GiB are more than an archive can have, and the writer says so in time") {
  struct Nowhere final : archive::Sink {
    void write(View) override {}
  } nowhere;
  archive::ZipWriter zip(nowhere);
  REQUIRE(zip.open_entry("x"));
  // A view of that length is refused before it is looked at.
  const std::uint8_t byte = 0;
  if constexpr (sizeof(std::size_t) > 4) {
    const Status written = zip.write(View(&byte, std::size_t{0xffff'ffff}));
    CHECK((!written && written.fault() == Fault::too_large));
  }
  REQUIRE(zip.write(View(&byte, 1)));
}

}  // namespace
}  // namespace portal
