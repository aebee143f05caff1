// How fast an export is written: prints MB/s of the signed ZIP file, of the age file around it, and how many
// MiB of memory that took at its highest. The same source natively and as wasm.
// archive MIB
#include <chrono>
#include <cstdio>
#include <cstdlib>
#ifndef __wasm__
#include <sys/resource.h>
#endif

#include "shared/archive/age.h"
#include "shared/archive/signed_archive.h"

using namespace portal;
using namespace portal::archive;

namespace {

struct Counted final : Sink {
  void write(View part) override { size += part.size(); }
  std::uint64_t size = 0;
};

// Of the program; in wasm, which starts with 16 MiB, of its memory.
double peak_mib() {
#ifdef __wasm__
  return static_cast<double>(__builtin_wasm_memory_size(0)) / 16;
#else
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
#endif
}

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
  std::printf("%.1f %.1f %.1f\n", zip, sealed, peak_mib());
  return 0;
}
