#include "wasm/cli/typed.h"

#include <doctest/doctest.h>

#include "wasm/cli/strength.h"

using namespace portal;
using namespace portal::cli;

namespace {

std::string composed(std::string_view text) {
  return std::string(text_of(normalise_nfc(Secret(view_of(text))).reveal()));
}
core::Estimated estimate(std::string_view password, std::vector<std::string> words = {}) {
  return estimate_strength(Secret(view_of(password)), words);
}

}  // namespace

TEST_CASE("letters and their accents become one") {
  CHECK(composed("Cafe\xcc\x81") == "Caf\xc3\xa9");
  CHECK(composed("Caf\xc3\xa9") == "Caf\xc3\xa9");
  CHECK(composed("\xe2\x84\xab") == "\xc3\x85");      // the sign of the ångström
  CHECK(composed("\xef\xac\x81") == "\xef\xac\x81");  // a ligature stays: C, not KC
  CHECK(composed("a  b ") == "a  b ");
  CHECK(composed("") == "");
}

TEST_CASE("what is no UTF-8 is left for the core to refuse") {
  CHECK(composed("a\xff") == "a\xff");
  CHECK(composed("a\xcc") == "a\xcc");
}

TEST_CASE("familiar passwords are common ones") {
  for (const char* password : {"password", "qwertyuiop", "aaaaaaaaaaaa", "trustno1", "passwordpassword"}) {
    CHECK(estimate(password).common);
    CHECK(estimate(password).score < 2);
  }
}

TEST_CASE("words that belong to the person count as guessed") {
  CHECK(estimate("haberfeldtreiber").score >
        estimate("haberfeldtreiber", {"haberfeldtreiber@example.org"}).score);
}

TEST_CASE("unrelated words are hard to guess, and length is no problem") {
  CHECK(estimate("forty kites over the harbour").score == 4);
  CHECK_FALSE(estimate("forty kites over the harbour").common);
  CHECK(estimate(std::string(1024, 'x') + "forty kites").score < 2);
  CHECK(estimate("").score == 0);
}
