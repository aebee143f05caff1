// Takes the place of libsodium's fill function: Argon2id for one lane, on SIMD.
// (Its own SIMD for wasm, in 1.0.22, multiplies the wrong lanes and answers wrong hashes without an error.)
#include <cstdint>

extern "C" {
#include "argon2-core.h"
}

#include "wasm/stretch/blamka.h"

namespace portal::stretch {
namespace {

constexpr unsigned kVectors = ARGON2_BLOCK_SIZE / sizeof(v128_t);
constexpr unsigned kLine = 64;

struct alignas(16) Vectors {
  v128_t at[kVectors];
};

alignas(64) Vectors permuted;  // the block between its two halves
alignas(64) const Vectors nothing{};

[[gnu::always_inline]] inline Square load_square(const Vectors& block, unsigned first, unsigned stride) {
  const v128_t* at = block.at + first;
  return {{at[0], at[stride]},
          {at[2 * stride], at[3 * stride]},
          {at[4 * stride], at[5 * stride]},
          {at[6 * stride], at[7 * stride]}};
}

[[gnu::always_inline]] inline v128_t mixed_in(const Vectors& previous, const Vectors& reference,
                                              const Vectors& old, Vectors& next, unsigned i) {
  const v128_t sum = wasm_v128_xor(previous.at[i], reference.at[i]);
  next.at[i] = wasm_v128_xor(sum, old.at[i]);
  return sum;
}

[[gnu::always_inline]] inline Square mix_in(const Vectors& previous, const Vectors& reference,
                                            const Vectors& old, Vectors& next, unsigned first) {
  const auto at = [&](unsigned i) __attribute__((always_inline)) {
    return mixed_in(previous, reference, old, next, first + i);
  };
  return {{at(0), at(1)}, {at(2), at(3)}, {at(4), at(5)}, {at(6), at(7)}};
}

[[gnu::always_inline]] inline void store_row(const Square& s, unsigned first) {
  v128_t* at = permuted.at + first;
  at[0] = s.a.left, at[1] = s.a.right, at[2] = s.b.left, at[3] = s.b.right;
  at[4] = s.c.left, at[5] = s.c.right, at[6] = s.d.left, at[7] = s.d.right;
}

[[gnu::always_inline]] inline void xor_into(v128_t& place, v128_t value) {
  place = wasm_v128_xor(place, value);
}

[[gnu::always_inline]] inline void add_column(Vectors& next, const Square& s, unsigned column) {
  v128_t* at = next.at + column;
  xor_into(at[0], s.a.left), xor_into(at[8], s.a.right), xor_into(at[16], s.b.left),
      xor_into(at[24], s.b.right);
  xor_into(at[32], s.c.left), xor_into(at[40], s.c.right), xor_into(at[48], s.d.left),
      xor_into(at[56], s.d.right);
}

[[gnu::always_inline]] inline void mix_two_columns(Vectors& next, unsigned column) {
  Square one = load_square(permuted, column, 8);
  Square two = load_square(permuted, column + 1, 8);
  permute(one, two);
  add_column(next, one, column);
  add_column(next, two, column + 1);
}

// The two halves of a block are functions of their own, and stay so: wasm engines replace a slow function by
// its optimised version only when it is called again.

// All rows, and the columns that the first word depends on, which names the next reference block.
[[gnu::noinline]] void begin_block(const Vectors& previous, const Vectors& reference, const Vectors& old,
                                   Vectors& next) {
  for (unsigned row = 0; row < kVectors; row += 16) {
    Square one = mix_in(previous, reference, old, next, row);
    Square two = mix_in(previous, reference, old, next, row + 8);
    permute(one, two);
    store_row(one, row);
    store_row(two, row + 8);
  }
  mix_two_columns(next, 0);
}

[[gnu::noinline]] void finish_block(Vectors& next) {
  for (unsigned column = 2; column < 8; column += 2) mix_two_columns(next, column);
}

// Brings the block near while the processor still computes: wasm has no prefetch.
void touch(const Vectors& block) {
  const auto* bytes = reinterpret_cast<const volatile std::uint8_t*>(&block);
  for (unsigned i = 0; i < ARGON2_BLOCK_SIZE; i += kLine) (void)bytes[i];
}

void fill_one(const Vectors& previous, const Vectors& reference, Vectors& next) {
  begin_block(previous, reference, nothing, next);
  finish_block(next);
}

Vectors& vectors(block& of) {
  return reinterpret_cast<Vectors&>(of);
}

// RFC 9106 §3.4.1.1: J_1 || J_2 from a counter, so that the first half of the first pass tells nothing about
// the password by its memory accesses.
void make_addresses(const argon2_instance_t& instance, const argon2_position_t& position) {
  alignas(16) block input{}, middle, addresses;
  input.v[0] = position.pass;
  input.v[2] = position.slice;
  input.v[3] = instance.memory_blocks;
  input.v[4] = instance.passes;
  input.v[5] = instance.type;
  for (std::uint32_t i = 0; i < instance.segment_length; ++i) {
    if (i % ARGON2_ADDRESSES_IN_BLOCK == 0) {
      ++input.v[6];
      fill_one(nothing, vectors(input), vectors(middle));
      fill_one(nothing, vectors(middle), vectors(addresses));
    }
    instance.pseudo_rands[i] = addresses.v[i % ARGON2_ADDRESSES_IN_BLOCK];
  }
}

void fill_segment(const argon2_instance_t& instance, argon2_position_t position) {
  block* const memory = instance.region->memory;
  const bool counted = position.pass == 0 && position.slice < ARGON2_SYNC_POINTS / 2;
  if (counted) make_addresses(instance, position);

  const auto reference_of = [&](std::uint32_t i, const block& previous) -> block& {
    position.index = i;
    const std::uint64_t word = counted ? instance.pseudo_rands[i] : previous.v[0];
    return memory[index_alpha(&instance, &position, static_cast<std::uint32_t>(word), 1)];
  };

  const std::uint32_t first =
      position.pass == 0 && position.slice == 0 ? 2 : 0;  // those two are there already
  std::uint32_t current = position.slice * instance.segment_length + first;
  block* previous = memory + (current == 0 ? instance.lane_length : current) - 1;
  block* reference = &reference_of(first, *previous);
  for (std::uint32_t i = first; i < instance.segment_length; ++i, ++current) {
    block* const next = memory + current;
    begin_block(vectors(*previous), vectors(*reference), position.pass == 0 ? nothing : vectors(*next),
                vectors(*next));
    if (i + 1 < instance.segment_length) {
      reference = &reference_of(i + 1, *next);
      touch(vectors(*reference));
    }
    finish_block(vectors(*next));
    previous = next;
  }
}

}  // namespace
}  // namespace portal::stretch

// CMakeLists.txt gives libsodium's name for its portable fill function to this one.
extern "C" void portal_fill_segment(const argon2_instance_t* instance, argon2_position_t position) {
  if (instance->lanes != 1 || instance->type != Argon2_id) __builtin_trap();
  portal::stretch::fill_segment(*instance, position);
}
