// Argon2id by the native libsodium, for the bench: prints the milliseconds of each run.
// native_argon2 ITERATIONS MEMORY_KIB RUNS
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <sodium.h>

int main(int count, char** arguments) {
  if (count != 4 || sodium_init() < 0) return 2;
  const unsigned long long iterations = std::strtoull(arguments[1], nullptr, 10);
  const std::size_t memory = std::strtoull(arguments[2], nullptr, 10) * 1024;
  const int runs = std::atoi(arguments[3]);
  const std::array<char, 64> input{};
  const std::array<unsigned char, crypto_pwhash_SALTBYTES> salt{};
  std::array<unsigned char, 64> output{};
  for (int run = 0; run < runs; ++run) {
    const auto start = std::chrono::steady_clock::now();
    if (crypto_pwhash(output.data(), output.size(), input.data(), input.size(), salt.data(), iterations,
                      memory, crypto_pwhash_ALG_ARGON2ID13) != 0) {
      return 1;
    }
    const std::chrono::duration<double, std::milli> time = std::chrono::steady_clock::now() - start;
    std::printf("%.3f\n", time.count());
  }
}
