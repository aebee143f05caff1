#include <set>

#include "shared/archive/csv.h"
#include "shared/archive/passphrase.h"
#include "shared/archive/paths.h"
#include "shared/archive/vcard.h"
#include "shared/base/encoding.h"
#include "tests/unit/archive/made.h"

namespace portal {
namespace {

using namespace archive;

TEST_CASE("a cell of a table is quoted where it must be, and is never a formula") {
  CHECK(csv_row({"a", "", "b c"}) == "a,,b c\r\n");
  CHECK(csv_row({"a,b", "say \"x\"", "two\nlines"}) == "\"a,b\",\"say \"\"x\"\"\",\"two\nlines\"\r\n");
  CHECK(csv_row({"=1+1", "+49", "-1", "@x", "\tx"}) == "'=1+1,'+49,'-1,'@x,'\tx\r\n");
  CHECK(csv_row({"\rx"}) == "\"'\rx\"\r\n");
  CHECK(csv_row({"=\"a\",b"}) == "\"'=\"\"a\"\",b\"\r\n");
}

TEST_CASE("a contact is a vCard") {
  CHECK(print_vcard({.name = "Ann; the \\, first",
                     .email = "a@example.org",
                     .phone = "+1 2",
                     .street = "1 Road, A",
                     .city = "Town",
                     .note = "two\r\nlines"}) ==
        "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Ann\\; the \\\\\\, first\r\nEMAIL:a@example.org\r\n"
        "TEL;VALUE=text:+1 2\r\nADR:;;1 Road\\, A;Town;;;\r\nNOTE:two\\nlines\r\nEND:VCARD\r\n");
  CHECK(print_vcard({.email = "a@example.org"}) ==
        "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:a@example.org\r\nEMAIL:a@example.org\r\nEND:VCARD\r\n");
}

TEST_CASE("long lines of a vCard are folded between characters, and unfolding gives them back") {
  for (std::size_t lead = 0; lead < 5; ++lead) {
    std::string note(lead, 'x');
    for (int i = 0; i < 100; ++i) note += i % 2 ? "\xf0\x9f\x8c\x8a" : "\xc3\xa4";
    std::string card = print_vcard({.email = "a@b", .note = note});
    std::size_t start = 0;
    for (std::size_t end; (end = card.find("\r\n", start)) != std::string::npos; start = end + 2) {
      CHECK(end - start <= 75);
      CHECK(is_utf8(view_of(card.substr(start, end - start))));
    }
    for (std::size_t fold; (fold = card.find("\r\n ")) != std::string::npos;) card.erase(fold, 3);
    CHECK(card.find("NOTE:" + note + "\r\n") != std::string::npos);
  }
}

TEST_CASE("names become paths that are safe and differ") {
  CHECK(sanitise_name("Weekly news") == "Weekly-news");
  CHECK(sanitise_name("../../etc") == "-.-..-etc");
  CHECK(sanitise_name("") == "unnamed");
  CHECK(sanitise_name("\xc3\xa4") == "--");
  PathSet paths;
  CHECK(paths.take("lists", "News", "csv") == "lists/News.csv");
  CHECK(paths.take("lists", "news", "csv") == "lists/news-2.csv");
  CHECK(paths.take("lists", "NEWS", "csv") == "lists/NEWS-3.csv");
  CHECK(paths.take("lists", "News", "ndjson") == "lists/News.ndjson");
  for (const char* name : {"..", ".", "a/b", " x", "", "\n"}) {
    CHECK(is_archive_path(paths.take("lists", name, "csv")));
  }
  CHECK(is_archive_path(paths.take("lists", std::string(500, 'a'), "ndjson")));
}

TEST_CASE("a passphrase has 26 characters of 32 kinds") {
  test::SeededRandom random(1);
  std::set<char> seen;
  for (int i = 0; i < 200; ++i) {
    const Secret passphrase = make_passphrase(random);
    CHECK(passphrase.size() == 26);
    for (char c : text_of(passphrase.reveal())) seen.insert(c);
  }
  CHECK(seen.size() == 32);
  for (char c : {'i', 'l', 'o', 'u'}) CHECK(seen.count(c) == 0);
}

}  // namespace
}  // namespace portal
