#include "wasm/core/records/profile.h"

#include <doctest/doctest.h>

namespace portal::core {
namespace {

OwnerProfile full_profile() {
  OwnerProfile profile;
  for (std::size_t i = 0; i < kItems; ++i) {
    profile.kept[i] = Kept{"value " + std::to_string(i), static_cast<Source>(i % 4), 1'764'000'000 + i};
  }
  return profile;
}

Result<OwnerProfile> parse(std::string_view text) {
  return parse_profile(view_of(text));
}

TEST_CASE("a profile is read as it was printed") {
  for (const OwnerProfile& profile : {OwnerProfile{}, full_profile()}) {
    const auto again = parse_profile(print_profile(profile));
    REQUIRE(again);
    CHECK(*again == profile);
  }
  OwnerProfile one;
  one[Item::phone] = Kept{"030 1", Source::in_person, 7};
  CHECK(text_of(print_profile(one)) ==
        R"({"kind":"profile","v":1,"items":{"phone":{"value":"030 1","source":"in-person","changed":7}}})");
}

TEST_CASE("each item has its own name and field") {
  for (std::size_t i = 0; i < kItems; ++i) {
    CHECK(item_of(field_of(item_at(i))) == item_at(i));
    CHECK(is_of_profile(field_of(item_at(i))));
    CHECK_FALSE(is_password(field_of(item_at(i))));
  }
  CHECK(field_of(Item::notes) == Field::notes);
  CHECK(static_cast<std::size_t>(field_of(Item::notes)) == kFields - 1);
}

TEST_CASE("what is not exactly a profile is refused") {
  CHECK(parse(R"({"kind":"profile","v":1,"items":{}})"));
  for (const char* text :
       {"", "{}", "[]", "null", R"({"kind":"profile","v":1})", R"({"kind":"profile","v":2,"items":{}})",
        R"({"kind":"profile","v":1,"items":{},"more":1})", R"({"kind":7,"v":1,"items":{}})",
        R"({"kind":"profile","v":1,"items":{"name":{}}})",
        R"({"kind":"profile","v":1,"items":{"name":"Anna"}})",
        R"({"kind":"profile","v":1,"items":{"shoe_size":{"value":"7","source":"web","changed":1}}})",
        R"({"kind":"profile","v":1,"items":{"name":{"value":"","source":"web","changed":1}}})",
        R"({"kind":"profile","v":1,"items":{"name":{"value":"a\u0001","source":"web","changed":1}}})",
        R"({"kind":"profile","v":1,"items":{"name":{"value":"a\nb","source":"web","changed":1}}})",
        R"({"kind":"profile","v":1,"items":{"name":{"value":"a","source":"fax","changed":1}}})",
        R"({"kind":"profile","v":1,"items":{"name":{"value":"a","source":"web"}}})",
        R"({"kind":"profile","v":1,"items":{"name":{"value":"a","source":"web","changed":-1}}})"}) {
    CAPTURE(text);
    CHECK(parse(text).fault() == Fault::malformed);
  }
  CHECK(parse(R"({"kind":"list"})").fault() == Fault::not_found);
}

TEST_CASE("values have room, but not without end") {
  CHECK(check_value(Item::name, std::string(4096, 'a')));
  CHECK(check_value(Item::name, std::string(4097, 'a')).fault() == Fault::too_large);
  CHECK(check_value(Item::notes, std::string(65536, 'a')));
  CHECK(check_value(Item::notes, std::string(65537, 'a')).fault() == Fault::too_large);
  CHECK(check_value(Item::notes, "two\nlines"));
  CHECK(check_value(Item::name, "two\nlines").fault() == Fault::malformed);
  CHECK(check_value(Item::notes, "a\tb").fault() == Fault::malformed);
  CHECK(check_value(Item::name, "\xff").fault() == Fault::malformed);
}

TEST_CASE("merging keeps what only the others changed, and puts what was changed here on top") {
  OwnerProfile base = full_profile();
  OwnerProfile mine = base;
  mine[Item::name]->value = "mine";
  mine[Item::city].reset();
  OwnerProfile theirs = base;
  theirs[Item::phone]->value = "theirs";
  theirs[Item::city]->value = "theirs";
  const OwnerProfile merged = merge(base, mine, theirs);
  CHECK(merged.value(Item::name) == "mine");
  CHECK(merged.value(Item::phone) == "theirs");
  CHECK_FALSE(merged[Item::city]);
  CHECK(merge(base, base, theirs) == theirs);
}

}  // namespace
}  // namespace portal::core
