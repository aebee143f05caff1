#include "shared/base/bytes.h"

#include <doctest/doctest.h>

#include "shared/base/encoding.h"

namespace portal {
namespace {

TEST_CASE("joining keeps the order and leaves nothing out") {
  CHECK(text_of(join({view_of("one"), view_of(""), view_of("two")})) == "onetwo");
  CHECK(join({}).empty());
}

TEST_CASE("numbers are appended with the largest byte first") {
  Bytes bytes;
  append_u16be(bytes, 0x0102);
  append_u32be(bytes, 0x03040506);
  append_u64be(bytes, 0x0708090a0b0c0d0e);
  CHECK(encode_hex(bytes) == "0102030405060708090a0b0c0d0e");
}

TEST_CASE("the highest bits of a number are not lost") {
  Bytes bytes;
  append_u16be(bytes, 0xffff);
  append_u32be(bytes, 0x80000001);
  append_u64be(bytes, 0xfffffffffffffffe);
  CHECK(encode_hex(bytes) == "ffff80000001fffffffffffffffe");
}

TEST_CASE("a difference in any byte is seen") {
  const Bytes original = bytes_of("the same text");
  CHECK(equal_in_constant_time(original, copy_of(original)));
  for (std::size_t i = 0; i < original.size(); ++i) {
    Bytes changed = original;
    changed[i] ^= 0x80;
    CHECK_FALSE(equal_in_constant_time(original, changed));
  }
}

TEST_CASE("a beginning is not the whole") {
  CHECK_FALSE(equal_in_constant_time(view_of("the same"), view_of("the same text")));
  CHECK_FALSE(equal_in_constant_time(view_of(""), view_of("x")));
  CHECK(equal_in_constant_time(view_of(""), view_of("")));
}

}  // namespace
}  // namespace portal
