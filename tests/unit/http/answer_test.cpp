#include "server-stub/http/answer.h"

#include <doctest/doctest.h>

#include "server-stub/http/headers.h"

namespace portal::server {
namespace {

std::string value(const HeaderFields& fields, std::string_view name) {
  for (const auto& field : fields) {
    if (field.first == name) return field.second;
  }
  return "(absent)";
}

Request post(HeaderFields fields) {
  return {.method = "POST", .target = "/v1/x", .fields = std::move(fields), .body = {}, .network = {}};
}

}  // namespace

TEST_CASE("a head is printed to the byte") {
  const Response response{
      .status = 404, .fields = {{"A", "b"}, {"content-length", "99"}}, .body = bytes_of("four")};
  CHECK(print_head(response, After::close, 0) ==
        "HTTP/1.1 404 Not Found\r\nA: b\r\nDate: Thu, 01 Jan 1970 00:00:00 GMT\r\nContent-Length: 4\r\n"
        "Connection: close\r\n\r\n");
  CHECK(print_head({.status = 304, .fields = {}, .body = {}}, After::keep, 0) ==
        "HTTP/1.1 304 Not Modified\r\nDate: Thu, 01 Jan 1970 00:00:00 GMT\r\n\r\n");
}

TEST_CASE("a field that would break the head apart prints nothing") {
  for (const auto& bad :
       {std::string("a\r\nb"), std::string("a\nb"), std::string("a\rb"), std::string("a\0b", 3)}) {
    CHECK(print_head({.status = 200, .fields = {{"A", bad}}, .body = {}}, After::keep, 0).empty());
    CHECK(print_head({.status = 200, .fields = {{bad, "a"}}, .body = {}}, After::keep, 0).empty());
  }
  CHECK(print_head({.status = 200, .fields = {{"", "a"}}, .body = {}}, After::keep, 0).empty());
}

TEST_CASE("HSTS goes with https only") {
  CHECK(value(api_fields({.public_origin = "https://a.example", .embed_origins = {}}),
              "Strict-Transport-Security") == "max-age=63072000; includeSubDomains");
  CHECK(value(api_fields({.public_origin = "http://localhost", .embed_origins = {}}),
              "Strict-Transport-Security") == "(absent)");
}

TEST_CASE("a write from somebody else's page is foreign, one without any word of its origin is not") {
  const HeaderPolicy policy{.public_origin = "https://a.example", .embed_origins = {"https://b.example"}};
  CHECK_FALSE(is_foreign(post({}), policy));
  CHECK_FALSE(is_foreign(post({{"origin", "https://a.example"}, {"sec-fetch-site", "same-origin"}}), policy));
  for (const auto* origin : {"https://b.example", "http://a.example", "https://a.example:444", "null", ""}) {
    CHECK_MESSAGE(is_foreign(post({{"origin", origin}}), policy), origin);
  }
  for (const auto* site : {"cross-site", "same-site", "none", ""}) {
    CHECK_MESSAGE(is_foreign(post({{"sec-fetch-site", site}}), policy), site);
  }
}

TEST_CASE("on loopback the names of one server are one origin, its ports are not") {
  const HeaderPolicy policy{.public_origin = "http://localhost:8080", .embed_origins = {}};
  CHECK_FALSE(is_foreign(post({{"origin", "http://127.0.0.1:8080"}}), policy));
  CHECK(is_foreign(post({{"origin", "http://127.0.0.1:8081"}}), policy));
  CHECK(is_foreign(post({{"origin", "http://localhost.evil.example:8080"}}), policy));
}

TEST_CASE("what a response says itself is not said again") {
  Response response{.status = 200, .fields = {{"cache-control", "no-cache"}}, .body = {}};
  add_fields(response, {{"Cache-Control", "no-store"}, {"A", "b"}});
  CHECK(response.fields == HeaderFields{{"cache-control", "no-cache"}, {"A", "b"}});
}

}  // namespace portal::server
