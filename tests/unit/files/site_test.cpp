#include "server-stub/files/site.h"

#include <doctest/doctest.h>

#include "tests/unit/temporary_folder.h"

namespace portal::server {
namespace {

std::string replaced(std::string_view what, std::string_view by) {
  std::string text(kFirstSite);
  const std::size_t at = text.find(what);
  REQUIRE(at != std::string::npos);
  return text.replace(at, what.size(), by);
}

// The sentence for the first site with `what` replaced `by`; empty if it is accepted.
std::string problem(std::string_view what, std::string_view by) {
  const auto site = parse_site(view_of(replaced(what, by)));
  return site ? "" : site.sentence();
}

bool says(const std::string& sentence, std::string_view part) {
  return sentence.find(part) != std::string::npos;
}

TEST_CASE("the first start makes site.json with the lists of the demo") {
  const test::TemporaryFolder folder;
  const auto site = open_site(folder.path());
  REQUIRE(site);
  CHECK(folder.read("site.json") == kFirstSite);
  REQUIRE(site->lists.size() == 2);
  CHECK(site->lists[0].id == "software");
  CHECK(site->lists[0].name == "Email marketing software");
  CHECK(site->lists[1].id == "services");
  CHECK(site->lists[1].name == "Online services");
  using enum wire::Purpose;
  for (const MailList& list : site->lists) {
    CHECK(list.purposes == std::vector<wire::Purpose>{follow_up, news, marketing});
  }
  for (const std::string* text :
       {&site->name, &site->controller.name, &site->controller.address, &site->controller.contact,
        &site->controller.authority, &site->privacy_url, &site->support_url}) {
    CHECK_FALSE(text->empty());
  }
}

TEST_CASE("what the operator changed is read, and kept") {
  const test::TemporaryFolder folder;
  const std::string text = replaced("Harbour Mail\"", "Ärger & Söhne\"");
  folder.write("site.json", text, 0644);
  const auto site = open_site(folder.path());
  REQUIRE(site);
  CHECK(site->name == "Ärger & Söhne");
  CHECK(folder.read("site.json") == text);
}

TEST_CASE("a broken site.json is refused with a sentence, and kept") {
  const test::TemporaryFolder folder;
  folder.write("site.json", "{ not json", 0644);
  const auto site = open_site(folder.path());
  REQUIRE_FALSE(site);
  CHECK(says(site.sentence(), "not JSON"));
  CHECK(folder.read("site.json") == "{ not json");
}

TEST_CASE("the sentence names the member that is wrong") {
  CHECK(says(problem("\"privacy_url\"", "\"privacy_uri\""), "privacy_uri"));
  CHECK(says(problem("\"privacy_url\"", "\"a\\u009bb\""), "unprintable"));
  CHECK(says(problem("\"authority\"", "\"autority\""), "autority"));
  CHECK(says(problem("\"Harbour Mail\"", "\"\""), "\"name\""));
  CHECK(says(problem("\"Harbour Mail\"", "7"), "\"name\""));
  CHECK(says(problem("\"Harbour Mail\"", "\"a\\u000ab\""), "\"name\""));
  CHECK(says(problem("\"Harbour Mail\"", "\"" + std::string(101, 'a') + "\""), "\"name\""));
  CHECK(says(problem("\"Online services\"", "null"), "lists[1].name"));
  CHECK(says(problem("\"Harbour Mail Ltd\"", "[]"), "controller.name"));
}

TEST_CASE("URLs are web or mail addresses and clean") {
  constexpr std::string_view kUrl = "https://harbour-mail.example/privacy";
  for (std::string_view by : {"javascript:alert(1)", "ftp://a", "//a", "data:text/html,a", "", "HTTPS://a",
                              "https://a b", "https://a\\\"b", "https://a<b", "https://ä"}) {
    CHECK(says(problem(kUrl, by), "privacy_url"));
  }
  CHECK(problem(kUrl, "http://localhost/p?q=1#x") == "");
  CHECK(problem(kUrl, "mailto:a@b.example") == "");
}

TEST_CASE("lists have clean ids, each its own, and known purposes, each once") {
  for (std::string_view by : {"\"Software\"", "\"a b\"", "\"\"", "\"a_b\"", "\"../a\"", "3"}) {
    CHECK(says(problem("\"software\"", by), "lists[0].id"));
  }
  CHECK(says(problem("\"services\"", "\"software\""), "lists[1].id"));
  CHECK(says(problem("\"news\", ", "\"news\", \"news\", "), "lists[0].purposes"));
  CHECK(says(problem("\"news\", ", "\"spam\", "), "lists[0].purposes"));
  CHECK(says(problem("[\"follow-up\", \"news\", \"marketing\"]", "[]"), "lists[0].purposes"));
  CHECK(problem("\"news\", ", "") == "");
}

std::string with_lists(std::size_t count) {
  std::string lists;
  for (std::size_t i = 0; i < count; ++i) {
    lists += std::string(i ? "," : "") + R"({"id":"l)" + std::to_string(i) +
             R"(","name":"a","about":"b","purposes":["news"]})";
  }
  std::string text(kFirstSite);
  const std::size_t at = text.find("\"lists\"");
  return text.substr(0, at) + "\"lists\": [" + lists + "]}";
}

TEST_CASE("what is kept elsewhere may be named, or not") {
  const auto first = parse_site(view_of(kFirstSite));
  REQUIRE(first);
  REQUIRE(first->outside.size() == 1);
  CHECK(first->outside[0].name == "Orders and invoices");
  CHECK_FALSE(first->outside[0].about.empty());
  CHECK_FALSE(first->outside[0].contact.empty());
  const auto without = parse_site(view_of(with_lists(1)));
  REQUIRE(without);
  CHECK(without->outside.empty());
  CHECK(says(problem("\"outside\"", "\"outsides\""), "outsides"));
  CHECK(says(problem("\"billing@harbour-mail.example\"", "\"\""), "outside[0].contact"));
  CHECK(says(problem("\"Orders and invoices\"", "7"), "outside[0].name"));
  CHECK(says(problem("\"outside\": [", "\"outside\": [7, "), "outside[0]"));
}

TEST_CASE("there may be 64 lists, and no more") {
  CHECK(parse_site(view_of(with_lists(0))));
  CHECK(parse_site(view_of(with_lists(64))));
  const auto site = parse_site(view_of(with_lists(65)));
  REQUIRE_FALSE(site);
  CHECK(says(site.sentence(), "\"lists\""));
}

TEST_CASE("no cut and no other root passes") {
  const std::string text(kFirstSite);
  for (std::size_t size = 0; size + 2 < text.size(); ++size) {
    CHECK_FALSE(parse_site(view_of(text.substr(0, size))));
  }
  for (std::string_view root : {"[]", "{}", "null", "\"a\"", "1"}) CHECK_FALSE(parse_site(view_of(root)));
}

}  // namespace
}  // namespace portal::server
