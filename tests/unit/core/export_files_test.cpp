#include <doctest/doctest.h>

#include "shared/wire/json.h"
#include "wasm/core/export/files.h"

namespace portal::core {
namespace {

ExportFacts facts() {
  ExportFacts facts{};
  facts.realm = "portal.example";
  facts.account.login = "a&b@example.org";
  facts.account.created = 1'700'000'000;
  facts.site = {.name = "A <company>",
                .controller = "A company",
                .address = "1 Road",
                .contact = "c@example.org",
                .authority = "The authority",
                .privacy_url = "https://example.org/p",
                .support_url = "https://example.org/s"};
  facts.profile.fields = {{"Name", "<script>alert(1)</script>", "owner", 1'700'000'000},
                          {"Notes", "=1+1", "owner", 1'700'000'000}};
  facts.subscriptions.lists = {
      {"news", "News \"weekly\"", "", {{wire::Purpose::news, true, 1'700'000'000, wire::Channel::portal}}}};
  facts.made = 1'764'000'000;
  return facts;
}

bool has(const std::string& text, std::string_view what) {
  return text.find(what) != std::string::npos;
}

TEST_CASE("every JSON file of an export is JSON") {
  for (const ExportFile& file : export_files(facts())) {
    if (!file.path.ends_with(".json")) continue;
    CAPTURE(file.path);
    CHECK(wire::parse_json(view_of(file.content)));
  }
  CHECK(wire::parse_json(view_of(article15_json(ExportFacts{}))));
  CHECK(wire::parse_json(view_of(profile_json(ExportFacts{}))));
}

TEST_CASE("the page of an export has nothing in it that runs, whatever people have typed") {
  const std::string html = index_html(facts());
  CHECK_FALSE(has(html, "<script"));
  CHECK_FALSE(has(html, "style="));
  CHECK(has(html, "&lt;script&gt;alert(1)&lt;/script&gt;"));
  CHECK(has(html, "a&amp;b@example.org"));
  CHECK(has(html, "A &lt;company&gt;"));
}

TEST_CASE("own data is in each form of an export") {
  CHECK(has(profile_csv(facts()), "Notes,'=1+1,owner,2023-11-14T22:13:20Z\r\n"));
  CHECK(has(contact_vcf(facts()), "NOTE:=1+1\r\n"));
  CHECK(has(profile_json(facts()), "\"value\": \"=1+1\""));
  CHECK(has(article15_json(facts()), "your own data, encrypted"));
  CHECK_FALSE(has(article15_json(ExportFacts{}), "your own data, encrypted"));
  CHECK(
      has(preferences_csv(facts()), "news,\"News \"\"weekly\"\"\",news,yes,2023-11-14T22:13:20Z,portal\r\n"));
}

TEST_CASE("every item of Article 15 (1) and (2) has its place") {
  const auto parsed = wire::parse_json(view_of(article15_json(facts())));
  REQUIRE(parsed);
  for (const char* item : {"1a_purposes", "1b_categories", "1c_recipients", "1d_periods", "1e_rights",
                           "1f_complaint", "1g_source", "1h_automated_decisions", "2_third_countries"}) {
    CAPTURE(item);
    CHECK(parsed->find_member(item) != nullptr);
  }
}

TEST_CASE("the file's name has the day") {
  CHECK(export_file_name(1'764'000'000, false) == "portal-export-2025-11-24.zip");
  CHECK(export_file_name(1'764'000'000, true) == "portal-export-2025-11-24.zip.age");
}

TEST_CASE("the signed comment has the words that minisign's users look for") {
  CHECK(export_comment(facts()) ==
        "portal/v1 export realm=portal.example account=00000000000000000000000000000000 "
        "manifest=- log=- time=1764000000");
}

}  // namespace
}  // namespace portal::core
