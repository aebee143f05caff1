#include "shared/base/inputs.h"

#include <doctest/doctest.h>

#include "tests/unit/known_answers.h"

namespace portal {
namespace {

std::string normalised(std::string_view typed) {
  const auto login = normalise_login(view_of(typed));
  return login ? *login : "refused";
}

TEST_CASE("a login is lower case and without the spaces around it") {
  CHECK(normalised("alice@example.org") == "alice@example.org");
  CHECK(normalised("  Alice.B+News@Mail.EXAMPLE.org ") == "alice.b+news@mail.example.org");
  CHECK(normalised("!#$%&'*+-/=?^_`{|}~@x.y") == "!#$%&'*+-/=?^_`{|}~@x.y");
  CHECK(normalised("a@xn--bcher-kva.example") == "a@xn--bcher-kva.example");
  CHECK(normalised("a@localhost") == "a@localhost");
  CHECK(normalised("a@4a.1b") == "a@4a.1b");
}

TEST_CASE("what is not a plain address is refused") {
  for (std::string_view typed :
       {"",          " ",        "@",         "alice",        "@example.org",  "alice@",      ".a@b.c",
        "a.@b.c",    "a..b@c.d", "a b@c.d",   "a@b..c",       "a@.b",          "a@b.",        "a@-b.c",
        "a@b-.c",    "a@b.c-",   "a@b_c.d",   "a@b c.d",      "a@b@c.d",       "\"a\"@b.c",   "a@[1.2.3.4]",
        "a@1.2.3.4", "a@b.123",  "a(x)@b.c",  "a,b@c.d",      "<a@b.c>",       "a@b.c,d@e.f", "a\t@b.c",
        "\ta@b.c",   "a@b.c\n",  "a@b\r\n.c", "\xc3\xa4@b.c", "a@b\xc3\xbc.c", "a@b.c\x7f"})
    CHECK_MESSAGE(normalised(typed) == "refused", std::string(typed));
  CHECK(normalised(std::string_view("a@b.c\0", 6)) == "refused");
  CHECK(normalised(std::string_view("a\0b@c.d", 7)) == "refused");
}

TEST_CASE("a login has the lengths that mail allows and no more") {
  const std::string label(63, 'd');
  CHECK(normalised(std::string(64, 'l') + "@d.e") == std::string(64, 'l') + "@d.e");
  CHECK(normalised(std::string(65, 'l') + "@d.e") == "refused");
  CHECK(normalised("a@" + label + ".e") == "a@" + label + ".e");
  CHECK(normalised("a@" + label + "d.e") == "refused");

  const std::string longest = "ab@" + label + "." + label + "." + label + "." + std::string(59, 'e');
  REQUIRE(longest.size() == 254);
  CHECK(normalised(longest) == longest);
  CHECK(normalised("  " + longest + "  ") == longest);
  CHECK(normalised("c" + longest) == "refused");
}

TEST_CASE("normalising twice changes nothing") {
  const std::string once = normalised(" Bob@Example.Org ");
  CHECK(normalised(once) == once);
}

TEST_CASE("a password is 1 to 1024 bytes of text without control characters") {
  CHECK(check_password_bytes(view_of("x")));
  CHECK(check_password_bytes(view_of(" two  spaces ")));
  CHECK(check_password_bytes(Bytes(1024, 'x')));

  const auto fault = [](View password) {
    const Status status = check_password_bytes(password);
    REQUIRE_FALSE(status);
    return status.fault();
  };
  CHECK(fault({}) == Fault::malformed);
  CHECK(fault(Bytes(1025, 'x')) == Fault::too_large);
  CHECK(fault(Bytes(1025, 0xff)) == Fault::too_large);
  CHECK(fault(view_of("a\tb")) == Fault::malformed);
  CHECK(fault(view_of("a\x7f")) == Fault::malformed);
  CHECK(fault(view_of("a\xc2\x85")) == Fault::malformed);
  CHECK(fault(view_of("a\xc3")) == Fault::malformed);
  for (std::string_view noncharacter : {"\xef\xb7\x90", "\xef\xb7\xaf", "\xef\xbf\xbe", "\xef\xbf\xbf",
                                        "\xf0\x9f\xbf\xbe", "\xf3\xaf\xbf\xbf", "\xf4\x8f\xbf\xbf"})
    CHECK(fault(view_of(noncharacter)) == Fault::malformed);
  for (std::string_view neighbour : {"\xef\xb7\x8f", "\xef\xb7\xb0", "\xef\xbf\xbd", "\xf0\x9f\xbf\xbd",
                                     "\xf0\x9f\xbe\xbf", "\xef\xbe\xbf", "\xf0\x90\x80\x80"})
    CHECK(check_password_bytes(view_of(neighbour)));
}

TEST_CASE("RFC 8265: what the page has prepared is taken, what it must refuse is refused here too") {
  const auto file = test::find_vectors("precis/opaquestring.json");
  if (!file) return;
  for (const nlohmann::json& item : (*file)["tests"]) {
    CAPTURE(test::text_in(item, "ref"));
    if (item.contains("error")) {
      const Bytes input = test::hex_in(item, "input_utf8_hex");
      CHECK_FALSE(check_password_bytes(input));
    } else {
      CHECK(check_password_bytes(test::hex_in(item, "output_utf8_hex")));
    }
  }
  for (const nlohmann::json& item : (*file)["invalid_utf8_hex_must_fail"]) {
    const auto bytes = decode_hex(item.get<std::string>());
    REQUIRE(bytes);
    CHECK_FALSE(check_password_bytes(*bytes));
  }
}

}  // namespace
}  // namespace portal
