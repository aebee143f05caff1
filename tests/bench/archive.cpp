// How fast an export is written: prints MB/s of the signed ZIP file, and of the age file around it. The same
// source natively and as wasm.
// archive MIB
#include <chrono>
#include <cstdio>
#include <cstdlib>

#include "shared/archive/age.h"
#include "shared/archive/signed_archive.h"

using namespace portal;
using namespace portal::archive;

namespace {

struct Counted final : Sink {
  void write(View part) override { size += part.size(); }
  std::uint64_t size = 0;
};

template <class Run>
double rate(int mib, Run run) {
  const auto start = std::chrono::steady_clock::now();
  run();
  return mib * 1.048576 / std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 2) return 2;
  const int mib = std::atoi(arguments[1]);
  SystemRandom random;
  const Bytes piece = random.make_bytes(1 << 20);
  const SigningKey key = signing_key_from_seed(random.make_secret(32));
  const double zip = rate(mib, [&] {
    Counted counted;
    SignedArchive archive(counted);
    bool good = bool(archive.open_entry("x"));
    for (int i = 0; i < mib; ++i) good = archive.write(piece) && good;
    archive.close_entry();
    if (!good || !archive.finish(key, "a comment")) std::exit(1);
  });
  Counted counted;
  AgeEncryptor age(counted);
  age.begin({random.make_secret(32)}, {}, kWorkFactor, random);
  const double sealed = rate(mib, [&] {
    for (int i = 0; i < mib; ++i) age.write(piece);
    age.finish();
  });
  std::printf("%.1f %.1f\n", zip, sealed);
  return 0;
}
