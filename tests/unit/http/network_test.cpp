#include "server-stub/http/network.h"

#include <doctest/doctest.h>

namespace portal::server {

TEST_CASE("an address has one form") {
  CHECK(normalise_address("192.0.2.1") == "192.0.2.1");
  CHECK(normalise_address("2001:DB8:0:0::1") == "2001:db8::1");
  CHECK(normalise_address("::ffff:192.0.2.1") == "192.0.2.1");
  for (const auto* text :
       {"", "localhost", "192.0.2", "192.0.2.1:80", "[::1]", "192.0.2.256", "fe80::1%eth0"}) {
    CHECK_MESSAGE(!normalise_address(text), text);
  }
  CHECK_FALSE(normalise_address(std::string_view("192.0.2.1\0x", 11)));
}

TEST_CASE("only a trusted proxy may name the client") {
  const HeaderFields forwarded{{"x-forwarded-for", "198.51.100.7"}};
  CHECK(find_network("192.0.2.1", forwarded, {}) == "192.0.2.1");
  CHECK(find_network("192.0.2.1", forwarded, {"192.0.2.2"}) == "192.0.2.1");
  CHECK(find_network("192.0.2.1", forwarded, {"192.0.2.1"}) == "198.51.100.7");
  CHECK(find_network("192.0.2.1", {}, {"192.0.2.1"}) == "192.0.2.1");
}

TEST_CASE("what the client itself wrote before its own address is not believed") {
  const HeaderFields forwarded{{"x-forwarded-for", "10.9.9.9, 198.51.100.7"}};
  CHECK(find_network("192.0.2.1", forwarded, {"192.0.2.1"}) == "198.51.100.7");
  const HeaderFields two_proxies{{"x-forwarded-for", "10.9.9.9"},
                                 {"x-forwarded-for", "198.51.100.7,192.0.2.2"}};
  CHECK(find_network("192.0.2.1", two_proxies, {"192.0.2.1", "192.0.2.2"}) == "198.51.100.7");
}

TEST_CASE("an entry that is no address ends the walk") {
  const HeaderFields forwarded{{"x-forwarded-for", "198.51.100.7, unknown"}};
  CHECK(find_network("192.0.2.1", forwarded, {"192.0.2.1"}) == "192.0.2.1");
}

}  // namespace portal::server
