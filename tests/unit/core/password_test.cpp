#include "wasm/core/password.h"

#include <doctest/doctest.h>

namespace portal::core {
namespace {

std::string prepared(std::string_view typed) {
  const auto password = prepare_password(Secret(view_of(typed)));
  return password ? std::string(text_of(password->reveal())) : "(refused)";
}

Notice judged(std::string_view password, int score, bool common = false) {
  return judge_new_password(Secret(view_of(password)), Estimated{score, common});
}

TEST_CASE("every Unicode space becomes a plain one, and nothing else changes") {
  CHECK(prepared("a b") == "a b");
  CHECK(prepared("a\xc2\xa0"
                 "b") == "a b");  // U+00A0
  CHECK(prepared("a\xe1\x9a\x80"
                 "b") == "a b");  // U+1680
  CHECK(prepared("a\xe2\x80\x8a"
                 "b") == "a b");  // U+200A
  CHECK(prepared("a\xe2\x80\x8b"
                 "b") ==
        "a\xe2\x80\x8b"
        "b");                                       // U+200B is no space
  CHECK(prepared("\xe3\x80\x80") == " ");           // U+3000
  CHECK(prepared(" A\xc3\xa9 ") == " A\xc3\xa9 ");  // neither trimmed nor folded
}

TEST_CASE("what cannot be a password is refused, and a long one is not cut") {
  CHECK(prepared("") == "(refused)");
  CHECK(prepared("a\tb") == "(refused)");
  CHECK(prepared("\xc3\x28") == "(refused)");
  CHECK(prepared(std::string(1024, 'x')).size() == 1024);
  CHECK(prepare_password(Secret(view_of(std::string(1025, 'x')))).fault() == Fault::too_large);
}

TEST_CASE("twelve characters are enough, eight if they are hard to guess, and none if they are well known") {
  CHECK(judged("abcdefghijkl", 2) == Notice::none);
  CHECK(judged("abcdefghijkl", 1) == Notice::password_too_weak);
  CHECK(judged("abcdefghijk", 2) == Notice::password_too_weak);
  CHECK(judged("abcdefgh", 3) == Notice::none);
  CHECK(judged("abcdefg", 4) == Notice::password_too_weak);
  CHECK(judged("abcdefghijkl", 4, true) == Notice::password_too_common);
  // Characters, not bytes.
  CHECK(judged("\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9", 2) == Notice::password_too_weak);
}

}  // namespace
}  // namespace portal::core
