#include "wasm/core/records/card_number.h"

#include <doctest/doctest.h>

namespace portal::core {
namespace {

TEST_CASE("numbers of payment cards are found, however they are grouped and whatever is around them") {
  for (const char* text : {"4111111111111111", "4111 1111 1111 1111", "4111-1111-1111-1111",
                           "3782 822463 10005", "30569309025904", "4222222222222", "6304000000000000000",
                           "card: 5555 5555 5555 4444, 12/29", "a4111111111111111b", "4111  1111 - 1111 1111",
                           "4111\xc2\xa0"
                           "1111\xc2\xa0"
                           "1111\xc2\xa0"
                           "1111",
                           "call 12 first\n4111 1111 1111 1111", "99 4111 1111 1111 1111 12 29"}) {
    CAPTURE(text);
    CHECK(has_card_number(text));
  }
}

TEST_CASE("other numbers are not taken for one") {
  for (const char* text : {"", "no digits", "4111111111111112", "411111111111", "+49 30 1234567",
                           "4111.1111.1111.1111", "4111 1111\n1111 1111", "41111111111111111111111111",
                           "2026-11-25", "DE123456789", "4111 1111 x 1111 1111"}) {
    CAPTURE(text);
    CHECK_FALSE(has_card_number(text));
  }
}

}  // namespace
}  // namespace portal::core
