#include "wasm/cli/server_url.h"

#include <doctest/doctest.h>

using namespace portal::cli;

TEST_CASE("a server is https, or http on this machine") {
  CHECK(find_server("https://Portal.Example/")->origin == "https://portal.example");
  CHECK(find_server("https://portal.example:443")->origin == "https://portal.example");
  CHECK(find_server("https://portal.example:8443")->origin == "https://portal.example:8443");
  CHECK(find_server("https://portal.example:8443")->place == "portal.example_8443");
  CHECK(find_server("http://localhost:8080")->origin == "http://localhost:8080");
  CHECK(find_server("http://[::1]:8080")->origin == "http://[::1]:8080");
  CHECK(find_server("https://portal.example")->is_https);
  CHECK_FALSE(find_server("http://127.0.0.1:1")->is_https);
}

TEST_CASE("anything else is none") {
  for (const char* url : {"",
                          "portal.example",
                          "http://portal.example",
                          "ftp://portal.example",
                          "https://",
                          "https:///",
                          "https://portal.example/path",
                          "https://portal.example?x",
                          "https://anna@portal.example",
                          "https://portal.example:",
                          "https://portal.example:0",
                          "https://portal.example:65536",
                          "https://portal.example:8x",
                          "http://localhost.example",
                          "http://127.0.0.1.example",
                          "http://localhost@evil.example",
                          "https://..",
                          "https://a b",
                          "https://[::1",
                          "https://a/../b"}) {
    INFO(url);
    CHECK_FALSE(find_server(url));
  }
}

TEST_CASE("a mailed link is one of that portal") {
  const auto server = *find_server("https://portal.example");
  const auto link = find_link(server, "https://portal.example/sign-up/finish#token=abc");
  REQUIRE(link);
  CHECK(link->path == "/sign-up/finish");
  CHECK(link->fragment == "token=abc");
  CHECK(find_link(server, "/sign-up/finish#token=abc")->path == "/sign-up/finish");
  for (const char* other : {"https://other.example/sign-up/finish#token=abc", "https://portal.example",
                            "https://portal.example/sign-up/finish", "", "token=abc"}) {
    CHECK_FALSE(find_link(server, other));
  }
}
