#include "server-stub/http/head.h"

#include <doctest/doctest.h>

namespace portal::server {
namespace {

const HeaderFields kHost{{"host", "portal.example"}};

HeaderFields with_host(HeaderFields more) {
  more.insert(more.begin(), kHost.front());
  return more;
}

int status_of(const HeaderFields& fields, std::string_view method = "POST", std::string_view target = "/v1/x",
              int version = 11) {
  const auto judged = judge_head({method, target, version, fields});
  const auto* refusal = std::get_if<HttpRefusal>(&judged);
  return refusal ? refusal->status : 200;
}

Framing framing_of(const HeaderFields& fields) {
  const auto judged = judge_head({"POST", "/v1/x", 11, fields});
  const auto* framing = std::get_if<Framing>(&judged);
  REQUIRE(framing);
  return *framing;
}

}  // namespace

TEST_CASE("the raw scan lets an ordinary head pass") {
  CHECK_FALSE(refuse_raw_head("GET / HTTP/1.1\r\nHost: x\r\nA:\tb c\r\n\r\n"));
  CHECK_FALSE(refuse_raw_head("GET / HTTP/1.1\r\nHost: \xe9\r\n"));  // lines that have arrived so far
  CHECK_FALSE(refuse_raw_head(""));
}

TEST_CASE("every control byte but tab is refused, wherever it stands") {
  const std::string head = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
  for (std::size_t place = 0; place < head.size(); ++place) {
    for (int byte = 0; byte < 0x20; ++byte) {
      if (byte == '\t' || byte == '\r' || byte == '\n') continue;
      std::string changed = head;
      changed[place] = static_cast<char>(byte);
      CHECK_MESSAGE(refuse_raw_head(changed), "byte ", byte, " at ", place);
    }
  }
}

TEST_CASE("a line that is folded, empty or not ended by CRLF is refused") {
  CHECK(refuse_raw_head("GET / HTTP/1.1\r\nA: b\r\n c\r\n\r\n"));
  CHECK(refuse_raw_head("GET / HTTP/1.1\r\nA: b\r\n\tc\r\n\r\n"));
  CHECK(refuse_raw_head("\r\nGET / HTTP/1.1\r\n\r\n"));
  CHECK(refuse_raw_head("GET / HTTP/1.1\nA: b\r\n\r\n"));
  CHECK(refuse_raw_head("GET / HTTP/1.1\r\nA: b\rc\r\n\r\n"));
  CHECK(refuse_raw_head("GET / HTTP/1.1\r\nA: b\r\r\n\r\n"));
}

TEST_CASE("a length is digits and nothing else") {
  CHECK(framing_of(with_host({{"content-length", "17"}})).length == 17);
  CHECK(framing_of(with_host({{"content-length", "999999999999999999"}})).length == 999999999999999999);
  for (const auto* text : {"", "+1", "-1", "0x1", "1,1", "1 1", " 1", "1a", "1234567890123456789"}) {
    CHECK_MESSAGE(status_of(with_host({{"content-length", text}})) == 400, text);
  }
  CHECK(status_of(with_host({{"content-length", "1"}, {"content-length", "1"}})) == 400);
}

TEST_CASE("chunked is the only transfer coding, and excludes a length") {
  CHECK(framing_of(with_host({{"transfer-encoding", "Chunked"}})).is_chunked);
  for (const auto* text : {"", "gzip", "gzip, chunked", "chunked, chunked", "chunked;q=1", "xchunked"}) {
    CHECK_MESSAGE(status_of(with_host({{"transfer-encoding", text}})) == 400, text);
  }
  CHECK(status_of(with_host({{"transfer-encoding", "chunked"}, {"content-length", "1"}})) == 400);
  CHECK(status_of(with_host({{"transfer-encoding", "chunked"}}), "POST", "/", 10) == 400);
}

TEST_CASE("there is exactly one Host, and it looks like one") {
  for (const auto* host : {"portal.example", "portal.example:8080", "127.0.0.1", "[::1]:8080", "a_b"}) {
    CHECK_MESSAGE(status_of({{"host", host}}) == 200, host);
  }
  for (const auto* host : {"", "a b", "a/b", "a@b", "a,b", "a\\b", "\xc3\xa4"}) {
    CHECK_MESSAGE(status_of({{"host", host}}) == 400, host);
  }
  CHECK(status_of({}) == 400);
  CHECK(status_of({{"host", "a"}, {"host", "a"}}) == 400);
}

TEST_CASE("method, target, version, number of fields, codings and expectations have their own answers") {
  CHECK(status_of(kHost, "BREW") == 501);
  CHECK(status_of(kHost, "get") == 501);
  CHECK(status_of(kHost, "GET", "/", 20) == 505);
  CHECK(status_of(kHost, "GET", "http://x/") == 400);
  CHECK(status_of(kHost, "GET", "") == 400);
  CHECK(status_of(kHost, "GET", "/#x") == 400);
  CHECK(status_of(kHost, "GET", "/\x80") == 400);
  CHECK(status_of(with_host(HeaderFields(63, {"a", "b"}))) == 200);
  CHECK(status_of(with_host(HeaderFields(64, {"a", "b"}))) == 431);
  CHECK(status_of(with_host({{"content-encoding", "identity"}})) == 415);
  CHECK(status_of(with_host({{"expect", "tea"}})) == 417);
  CHECK(framing_of(with_host({{"expect", "100-Continue"}})).expects_continue);
}

TEST_CASE("an unknown version is told from what is not HTTP") {
  CHECK(refuse_version("GET / HTTP/2.0\r\n").status == 505);
  CHECK(refuse_version("GET / HTTP/1.1 \r\n").status == 400);
  CHECK(refuse_version("GET /  HTTP/2.0\r\n").status == 400);
  CHECK(refuse_version("GET / http/2.0\r\n").status == 400);
  CHECK(refuse_version(" \r\n").status == 400);
  CHECK(refuse_version("GET\r\n").status == 400);
}

}  // namespace portal::server
