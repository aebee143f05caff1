#include "server-stub/http/negotiation.h"

#include <doctest/doctest.h>

namespace portal::server {

TEST_CASE("brotli is sent to those who take it") {
  for (const auto* field :
       {"br", "gzip, br", "BR", "br;q=1.000", "br; Q=0.001", "*", "gzip;q=0 , *;q=0.5", " br "}) {
    CHECK_MESSAGE(accepts_coding(field, "br"), field);
  }
}

TEST_CASE("brotli is not sent to those who do not") {
  for (const auto* field :
       {"", "gzip", "br;q=0", "br;q=0.000", "*, br;q=0", "br;q=0, *", "*;q=0", "brotli", "xbr",
        "br;q=", "br;q=2", "br;q=-1", "br;q=0.0001", "br;q=1.1", "br;q=x", ",,,", ";"}) {
    CHECK_MESSAGE(!accepts_coding(field, "br"), field);
  }
}

TEST_CASE("a known tag is found weak or strong, in a list, and by the asterisk") {
  for (const auto* field : {"\"a\"", "W/\"a\"", "\"b\", \"a\"", "*", " \"a\" "}) {
    CHECK_MESSAGE(has_entity_tag(field, "\"a\""), field);
  }
  for (const auto* field : {"", "a", "\"b\"", "\"A\"", "w/\"a\"", "\"a", "**"}) {
    CHECK_MESSAGE(!has_entity_tag(field, "\"a\""), field);
  }
}

}  // namespace portal::server
