#include "shared/base/encoding.h"

#include <doctest/doctest.h>
#include <string>

namespace portal {
namespace {

Bytes counting(std::size_t size) {
  Bytes bytes(size);
  for (std::size_t i = 0; i < size; ++i) bytes[i] = static_cast<std::uint8_t>(i * 37 + 250);
  return bytes;
}

bool is_text(std::string_view bytes) {
  return is_utf8(view_of(bytes));
}
bool is_printable(std::string_view bytes) {
  return is_printable_utf8(view_of(bytes));
}

TEST_CASE("bytes survive the way to text and back, at every length") {
  for (std::size_t size = 0; size < 70; ++size) {
    const Bytes bytes = counting(size);
    const auto hex = decode_hex(encode_hex(bytes));
    const auto url = decode_base64url(encode_base64url(bytes));
    const auto padded = decode_base64(encode_base64(bytes));
    REQUIRE(hex);
    REQUIRE(url);
    REQUIRE(padded);
    CHECK(*hex == bytes);
    CHECK(*url == bytes);
    CHECK(*padded == bytes);
  }
}

TEST_CASE("the three forms look as RFC 4648 says") {
  CHECK(encode_hex(Bytes{0x00, 0xab, 0xff}) == "00abff");
  CHECK(encode_base64url(Bytes{0xfb, 0xff, 0xfe, 0x01}) == "-__-AQ");
  CHECK(encode_base64(Bytes{0xfb, 0xff, 0xfe, 0x01}) == "+//+AQ==");
  CHECK(encode_base64(view_of("foob")) == "Zm9vYg==");
  CHECK(encode_base64url(view_of("")) == "");
}

TEST_CASE("hex has one form only") {
  for (const char* text : {"0", "000", "AB", "aB", "0g", " 00", "00 ", "0 0", "0x00", "00\n", "00:00"})
    CHECK_MESSAGE(!decode_hex(text), text);
  CHECK_FALSE(decode_hex(std::string_view("00\0", 3)));
}

TEST_CASE("base64url has one form only") {
  // Padding, the other alphabet, white space, bits that no byte needs, a length that cannot be.
  for (const char* text :
       {"AA==", "AA=", "+_8", "/w", "AA ", " AA", "A A", "AA\n", "AB", "AAB", "A", "AAAAA", "*w"})
    CHECK_MESSAGE(!decode_base64url(text), text);
  CHECK_FALSE(decode_base64url(std::string_view("AA\0", 3)));
}

TEST_CASE("padded base64 has one form only") {
  for (const char* text : {"AA", "AA=", "AA===", "AB==", "AAB=", "-_8=", "AA==\n", "AA==AA==", "=", "===="})
    CHECK_MESSAGE(!decode_base64(text), text);
}

TEST_CASE("UTF-8 is RFC 3629 and no more") {
  CHECK(is_text(""));
  CHECK(is_text("plain, \xc3\xa9, \xe2\x82\xac, \xf0\x9f\x94\x91"));
  CHECK(is_text("\xef\xbf\xbf"));
  CHECK(is_text("\xf4\x8f\xbf\xbf"));  // U+10FFFF
  CHECK(is_text("\xed\x9f\xbf"));      // U+D7FF
  CHECK(is_text("\xee\x80\x80"));      // U+E000
}

TEST_CASE("overlong, surrogate, cut and stray bytes are not UTF-8") {
  for (const char* text : {"\xc0\x80", "\xc1\xbf", "\xe0\x9f\xbf", "\xf0\x8f\xbf\xbf",  // overlong
                           "\xed\xa0\x80", "\xed\xbf\xbf",                              // surrogates
                           "\xf4\x90\x80\x80", "\xf5\x80\x80\x80", "\xff", "\xfe",      // too large
                           "\xc3", "\xe2\x82", "\xf0\x9f\x94",                          // cut
                           "\x80", "a\xbf", "\xc3\xc3", "\xe2\x82x"})
    CHECK_FALSE(is_text(text));
}

TEST_CASE("control characters are not printable") {
  CHECK(is_printable("two words \xc2\xa0 \xc3\xa9"));
  for (const char* text : {"\t", "a\n", "\r", "\x1f", "\x7f", "\xc2\x80", "\xc2\x85", "\xc2\x9f", "\x1b[0m"})
    CHECK_FALSE(is_printable(text));
  CHECK_FALSE(is_printable(std::string_view("a\0b", 3)));
  CHECK_FALSE(is_printable("\xff"));
}

}  // namespace
}  // namespace portal
