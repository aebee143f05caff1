// Argon2's permutation on 128-bit vectors, two rounds at a time. The only file that knows wasm's SIMD.
//
// Everything is ordered for the eye of an out-of-order processor behind V8: the two rounds are independent,
// so one computes while the other waits. keep_order() stops the compilers from undoing that; it emits
// nothing.
#pragma once
#include <wasm_simd128.h>

namespace portal::stretch {

// Four words of 64 bits: one row of the 4 × 4 words that a round mixes.
struct Row {
  v128_t left, right;
};

struct Square {
  Row a, b, c, d;
};

[[gnu::always_inline]] inline void keep_order(Row& one, Row& two) {
  __asm__ volatile("" : "+r"(one.left), "+r"(one.right), "+r"(two.left), "+r"(two.right));
}

// The low halves of four words, side by side.
[[gnu::always_inline]] inline v128_t low_halves(const Row& row) {
  return wasm_i32x4_shuffle(row.left, row.right, 0, 2, 4, 6);
}

[[gnu::always_inline]] inline Row product(v128_t x, v128_t y) {
  return {wasm_u64x2_extmul_low_u32x4(x, y), wasm_u64x2_extmul_high_u32x4(x, y)};
}

// RFC 9106 §3.6: a = (a + b + 2 * trunc(a) * trunc(b)) mod 2^(64)
[[gnu::always_inline]] inline Row sum(const Row& a, const Row& b, const Row& product) {
  return {wasm_i64x2_add(wasm_i64x2_add(a.left, b.left), wasm_i64x2_add(product.left, product.left)),
          wasm_i64x2_add(wasm_i64x2_add(a.right, b.right), wasm_i64x2_add(product.right, product.right))};
}

[[gnu::always_inline]] inline void multiply_add(Row& a1, const Row& b1, Row& a2, const Row& b2) {
  v128_t x1 = low_halves(a1), y1 = low_halves(b1);
  v128_t x2 = low_halves(a2), y2 = low_halves(b2);
  __asm__ volatile("" : "+r"(x1), "+r"(y1), "+r"(x2), "+r"(y2));
  Row p1 = product(x1, y1);
  Row p2 = product(x2, y2);
  keep_order(p1, p2);
  a1 = sum(a1, b1, p1);
  a2 = sum(a2, b2, p2);
  keep_order(a1, a2);
}

template <int kBits>
[[gnu::always_inline]] inline v128_t rotate_right(v128_t word) {
  if constexpr (kBits == 32) return wasm_i32x4_shuffle(word, word, 1, 0, 3, 2);
  if constexpr (kBits == 24) {
    return wasm_i8x16_swizzle(word, wasm_u8x16_const(3, 4, 5, 6, 7, 0, 1, 2, 11, 12, 13, 14, 15, 8, 9, 10));
  }
  if constexpr (kBits == 16) {
    return wasm_i8x16_swizzle(word, wasm_u8x16_const(2, 3, 4, 5, 6, 7, 0, 1, 10, 11, 12, 13, 14, 15, 8, 9));
  }
  return wasm_v128_or(wasm_i64x2_add(word, word), wasm_u64x2_shr(word, 63));
}

template <int kBits>
[[gnu::always_inline]] inline void xor_rotate(Row& d1, const Row& a1, Row& d2, const Row& a2) {
  d1 = {rotate_right<kBits>(wasm_v128_xor(d1.left, a1.left)),
        rotate_right<kBits>(wasm_v128_xor(d1.right, a1.right))};
  d2 = {rotate_right<kBits>(wasm_v128_xor(d2.left, a2.left)),
        rotate_right<kBits>(wasm_v128_xor(d2.right, a2.right))};
  keep_order(d1, d2);
}

// RFC 9106 §3.6, GB: on the four columns of two squares at once.
[[gnu::always_inline]] inline void mix_columns(Square& one, Square& two) {
  multiply_add(one.a, one.b, two.a, two.b);
  xor_rotate<32>(one.d, one.a, two.d, two.a);
  multiply_add(one.c, one.d, two.c, two.d);
  xor_rotate<24>(one.b, one.c, two.b, two.c);
  multiply_add(one.a, one.b, two.a, two.b);
  xor_rotate<16>(one.d, one.a, two.d, two.a);
  multiply_add(one.c, one.d, two.c, two.d);
  xor_rotate<63>(one.b, one.c, two.b, two.c);
}

[[gnu::always_inline]] inline Row turn_left(const Row& row) {
  return {wasm_i64x2_shuffle(row.left, row.right, 1, 2), wasm_i64x2_shuffle(row.right, row.left, 1, 2)};
}

[[gnu::always_inline]] inline Row turn_right(const Row& row) {
  return {wasm_i64x2_shuffle(row.right, row.left, 1, 2), wasm_i64x2_shuffle(row.left, row.right, 1, 2)};
}

// Diagonals become columns.
[[gnu::always_inline]] inline void lean(Square& square) {
  square.b = turn_left(square.b);
  square.c = {square.c.right, square.c.left};
  square.d = turn_right(square.d);
}

[[gnu::always_inline]] inline void straighten(Square& square) {
  square.b = turn_right(square.b);
  square.c = {square.c.right, square.c.left};
  square.d = turn_left(square.d);
}

// RFC 9106 §3.6: the permutation P, on two squares at once.
[[gnu::always_inline]] inline void permute(Square& one, Square& two) {
  mix_columns(one, two);
  lean(one);
  lean(two);
  mix_columns(one, two);
  straighten(one);
  straighten(two);
}

}  // namespace portal::stretch
