// The exported functions of stretch.wasm: Argon2id (RFC 9106, one lane) and scrypt (RFC 7914) for a worker
// that is thrown away after one answer. Fixed memory, no imports; call _initialize() first. Failing, it
// answers kTooLittleMemory or kRefused, never a weaker hash, and the output is zeros.
#include <cstdint>
#include <cstdlib>
#include <cstring>

extern "C" {
#include "argon2.h"
#include "crypto_pwhash/scryptsalsa208sha256/crypto_scrypt.h"
}

namespace {

constexpr int kTooLittleMemory = -1;
constexpr int kRefused = -2;  // lengths or costs that Argon2 does not know, or that are not for scrypt here

constexpr std::uint32_t kInputSize = 64;
constexpr std::uint32_t kOutputSize = 64;
constexpr std::uint32_t kSaltSize = 16;
constexpr std::uint32_t kRoom = 1024;  // more than the product needs: tests try other lengths
constexpr std::uint32_t kProfileMemory = 64 * 1024;
constexpr std::uint32_t kScryptBlocks = 8;
constexpr std::uint32_t kScryptLanes = 1;
constexpr std::uint32_t kMostScryptCost = 16;  // log2 of N: 64 MiB
constexpr std::uint32_t kScryptOutputSize = 32;
constexpr std::size_t kPage = 4096;

alignas(16) std::uint8_t input[kRoom];
alignas(16) std::uint8_t output[kRoom];
alignas(16) std::uint8_t salt[kRoom];

// Written before the password is there, so that the system has handed out the pages by then.
void touch_memory() {
  auto* memory = static_cast<volatile std::uint8_t*>(std::malloc(std::size_t{kProfileMemory} * 1024));
  if (!memory) return;
  for (std::size_t i = 0; i < std::size_t{kProfileMemory} * 1024; i += kPage) memory[i] = 0;
  std::free(const_cast<std::uint8_t*>(memory));
}

}  // namespace

extern "C" {

std::uint8_t* stretch_input() {
  return input;
}
std::uint8_t* stretch_output() {
  return output;
}
std::uint8_t* stretch_salt() {
  return salt;
}

// For tests; the product has one set of lengths and a salt of zeros.
int stretch_run_with(std::uint32_t iterations, std::uint32_t memory_kib, std::uint32_t input_size,
                     std::uint32_t salt_size, std::uint32_t output_size) {
  std::memset(output, 0, kRoom);
  if (input_size > kRoom || salt_size > kRoom || output_size > kRoom) return kRefused;
  argon2_context context{};
  context.out = output;
  context.outlen = output_size;
  context.pwd = input;
  context.pwdlen = input_size;
  context.salt = salt;
  context.saltlen = salt_size;
  context.t_cost = iterations;
  context.m_cost = memory_kib;
  context.lanes = context.threads = 1;
  const int outcome = argon2_ctx(&context, Argon2_id);
  if (outcome == ARGON2_OK) return 0;
  return outcome == ARGON2_MEMORY_ALLOCATION_ERROR ? kTooLittleMemory : kRefused;
}

int stretch_run(std::uint32_t iterations, std::uint32_t memory_kib) {
  std::memset(salt, 0, kRoom);
  return stretch_run_with(iterations, memory_kib, kInputSize, kSaltSize, kOutputSize);
}

int stretch_scrypt(std::uint32_t log2_n, std::uint32_t r, std::uint32_t p, std::uint32_t input_size,
                   std::uint32_t salt_size) {
  std::memset(output, 0, kRoom);
  if (log2_n < 1 || log2_n > kMostScryptCost || r != kScryptBlocks || p != kScryptLanes) return kRefused;
  if (input_size > kRoom || salt_size > kRoom) return kRefused;
  escrypt_local_t memory{};
  if (escrypt_kdf_nosse(&memory, input, input_size, salt, salt_size, std::uint64_t{1} << log2_n, r, p, output,
                        kScryptOutputSize) != 0)
    return kTooLittleMemory;
  escrypt_free_local(&memory);
  return 0;
}

// Worth the while as long as the person is still typing: the memory is there, and the engine has seen the
// code.
void stretch_warm() {
  touch_memory();
  stretch_run(1, 1024);
  std::memset(output, 0, kRoom);
}

// The memory that was worked in is not wiped but goes away with the worker.
void stretch_wipe() {
  std::memset(input, 0, kRoom);
  std::memset(output, 0, kRoom);
  std::memset(salt, 0, kRoom);
}

}  // extern "C"
