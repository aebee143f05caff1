// The allocator of a module that does one thing at a time: pieces are cut off the rest of the memory, in a
// row, and the memory is whole again when the last of them was given back. So one hash fits, or it does not;
// nothing before it can have left gaps.
#include <cstddef>
#include <cstdint>

extern "C" unsigned char __heap_base;  // the linker's

namespace {

constexpr std::size_t kWasmPage = 65536;

std::size_t taken = 0;  // bytes
std::size_t pieces = 0;

void* take(std::size_t alignment, std::size_t size) {
  const auto base = reinterpret_cast<std::uintptr_t>(&__heap_base);
  const std::size_t end = __builtin_wasm_memory_size(0) * kWasmPage;
  const std::size_t start = (base + taken + alignment - 1) / alignment * alignment;
  if (start > end || size > end - start) return nullptr;
  taken = start + size - base;
  ++pieces;
  return reinterpret_cast<void*>(start);
}

}  // namespace

extern "C" {

void* malloc(std::size_t size) {
  return take(alignof(std::max_align_t), size);
}

int posix_memalign(void** place, std::size_t alignment, std::size_t size) {
  *place = take(alignment, size);
  return *place ? 0 : 12;  // ENOMEM
}

void free(void* piece) {
  if (piece && --pieces == 0) taken = 0;
}

}  // extern "C"
