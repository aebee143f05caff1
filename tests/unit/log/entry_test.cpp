#include "shared/log/entry.h"

#include <doctest/doctest.h>

#include "tests/unit/known_answers.h"

namespace portal {
namespace {

const LogEntry kEntry{
    .actor = "owner", .type = LogType::login_ok, .sequence = 0, .milliseconds = 1700000000123, .salt = {}};

TEST_CASE("known answer: an entry and the hash of its leaf") {
  const auto vectors = test::find_own_vectors();
  if (!vectors) return;
  const nlohmann::json& item = (*vectors)["log_leaf"];
  const Bytes entry = print_entry(kEntry, {{"scope", "full"}});
  CHECK(text_of(entry) == test::text_in(item, "entry"));
  CHECK(test::hex(leaf_hash(entry)) == test::text_in(item, "leaf_hash"));
}

TEST_CASE("keys are sorted, and text stays UTF-8") {
  const Bytes entry = print_entry(kEntry, {{"z", 1}, {"a", {{"y", true}, {"b", "caf\xc3\xa9 \"\n"}}}});
  CHECK(text_of(entry).find(R"("data":{"a":{"b":"caf)"
                            "\xc3\xa9"
                            R"( \"\n","y":true},"z":1})") != std::string_view::npos);
}

TEST_CASE("broken UTF-8 cannot stop the server") {
  const Bytes entry = print_entry(kEntry, {{"note", "a\xff"}});
  CHECK(text_of(entry).find("\"a\xef\xbf\xbd\"") != std::string_view::npos);
}

TEST_CASE("a leaf is not hashed like plain bytes") {
  CHECK(leaf_hash(view_of("x")) != sha256(view_of("x")));
  CHECK(leaf_hash(view_of("x")) != leaf_hash(view_of("y")));
}

TEST_CASE("each type has a name of its own") {
  for (int i = 0; i <= static_cast<int>(LogType::entry_erased); ++i) {
    const std::string_view name = type_text(static_cast<LogType>(i));
    CHECK(name.find('.') != std::string_view::npos);
    for (int k = 0; k < i; ++k) CHECK(name != type_text(static_cast<LogType>(k)));
  }
}

}  // namespace
}  // namespace portal
