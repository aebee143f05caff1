#include "server-stub/main/options.h"

#include <doctest/doctest.h>

namespace portal::server {
namespace {

bool is_refused(const std::vector<std::string>& words) {
  const auto parsed = parse_options(words);
  const auto* bad = std::get_if<BadOption>(&parsed);
  return bad && bad->sentence.ends_with('.');
}

Options options(const std::vector<std::string>& words) {
  const auto parsed = parse_options(words);
  const auto* accepted = std::get_if<Options>(&parsed);
  REQUIRE(accepted);
  return *accepted;
}

}  // namespace

TEST_CASE("nothing said is port 8080, ./data, loopback, limits on") {
  const Options usual = options({});
  CHECK(usual.port == 8080);
  CHECK(usual.data == "data");
  CHECK(usual.budgets == Budgets::kept);
  CHECK(usual.embed_password == EmbedPassword::refused);
  CHECK(usual.listen == std::vector<std::string>{"127.0.0.1", "::1"});
}

TEST_CASE("a value may stand behind an equals sign or as the next word") {
  CHECK(options({"--port", "1"}).port == 1);
  CHECK(options({"--port=1"}).port == 1);
  CHECK(options({"--embed-origin=https://a.example", "--embed-origin", "https://B.example:444"})
            .embed_origins == std::vector<std::string>{"https://a.example", "https://b.example:444"});
  CHECK(options({"--listen", "0.0.0.0"}).listen == std::vector<std::string>{"0.0.0.0"});
}

TEST_CASE("what is not understood is refused with a sentence") {
  for (const std::vector<std::string>& words : std::vector<std::vector<std::string>>{
           {"--nonsense"},
           {"nonsense"},
           {"--port"},
           {"--port", ""},
           {"--port", "65536"},
           {"--port", "-1"},
           {"--port", "80x"},
           {"--mail", "smtp://host"},
           {"--mail", "sendmail"},
           {"--trusted-proxy", "localhost"},
           {"--limits", "on"},
           {"--data", ""},
           {"--realm", "a b"},
           {"--embed-origin", "*"},
           {"--embed-password=yes"},
           {"--embed-origin", "http://a.example"},
       }) {
    CHECK_MESSAGE(is_refused(words), words.front());
  }
}

TEST_CASE("the public URL is https, or on loopback") {
  CHECK(options({"--public-url", "https://Portal.example/"}).public_url == "https://portal.example");
  CHECK(options({"--public-url", "https://portal.example:443"}).public_url == "https://portal.example");
  CHECK(options({"--public-url", "http://localhost:8080/"}).public_url == "http://localhost:8080");
  CHECK(options({"--public-url", "http://[::1]:1"}).public_url == "http://[::1]:1");
  for (const auto* url :
       {"http://portal.example", "https://portal.example/path", "portal.example", "https://",
        "ftp://localhost", "http://localhost.evil.example", "http://127.evil.example", "https://a@b.example",
        "https://a.example:0", "https://a.example?x"}) {
    CHECK_MESSAGE(is_refused({"--public-url", url}), url);
  }
}

TEST_CASE("an account waits three days to be deleted, or as long as the operator says") {
  CHECK(options({}).erase_delay_hours == 72);
  CHECK(options({}).reset_delay_hours == 72);
  CHECK(options({"--reset-delay-hours", "0"}).reset_delay_hours == 0);
  CHECK(options({"--erase-delay-hours", "0"}).erase_delay_hours == 0);
  CHECK(options({"--erase-delay-hours=8760"}).erase_delay_hours == 8760);
  for (const std::string value : {"8761", "-1", "3d", ""}) CHECK(is_refused({"--erase-delay-hours", value}));
}

TEST_CASE("limits are switched off on loopback only") {
  CHECK(options({"--limits", "off"}).budgets == Budgets::off);
  CHECK(is_refused({"--limits", "off", "--public-url", "https://portal.example"}));
  CHECK(is_refused({"--public-url", "https://portal.example", "--limits", "off"}));
}

TEST_CASE("a question is answered before anything else is looked at") {
  CHECK(std::holds_alternative<Question>(parse_options({"--help"})));
  CHECK(std::holds_alternative<Question>(parse_options({"--port", "1", "--version"})));
}

}  // namespace portal::server
