#include "wasm/core/activity/activity.h"

#include <doctest/doctest.h>

#include "shared/base/encoding.h"

namespace portal::core {
namespace {

std::string entry(std::string_view type, std::string_view data, std::uint64_t sequence = 0,
                  std::string_view time = "1700000000123", std::string_view actor = "owner") {
  return "{\"actor\":\"" + std::string(actor) + "\",\"data\":" + std::string(data) +
         ",\"salt\":\"AAAAAAAAAAAAAAAAAAAAAA\",\"seq\":" + std::to_string(sequence) +
         ",\"ts\":" + std::string(time) + ",\"type\":\"" + std::string(type) + "\",\"v\":1}";
}

Result<LogLine> read(const std::string& text, std::uint64_t sequence = 0) {
  return read_entry(view_of(text), sequence);
}

wire::LogLeaf leaf(const std::string& text) {
  constexpr std::uint8_t kLeaf[] = {0};
  return {encode_base64url(view_of(text)), sha256({kLeaf, view_of(text)})};
}

wire::LogPage page(std::uint32_t from, std::uint32_t count) {
  wire::LogPage page;
  for (std::uint32_t i = from; i < from + count; ++i)
    page.entries.push_back(leaf(entry("recovery.used", "{}", i, std::to_string(i + 1))));
  return page;
}

TEST_CASE("each type of entry is read as what it is") {
  struct Case {
    std::string_view type, data;
    What what;
    Whence whence;
    std::uint64_t number;
  };
  const Case cases[] = {
      {"account.created", R"({"ask":"a","recovery":"b"})", What::account_created, Whence::nowhere, 0},
      {"account.reset", R"({"new":"a","old":"b","time":1})", What::account_reset, Whence::nowhere, 0},
      {"login.ok", R"({"by":"password","scope":"full"})", What::signed_in, Whence::password, 0},
      {"login.ok", R"({"by":"password","scope":"embedded"})", What::signed_in, Whence::frame_with_password,
       0},
      {"login.ok", R"({"by":"pairing","scope":"embedded"})", What::signed_in, Whence::frame_by_pairing, 0},
      {"login.ok", R"({"by":"device","scope":"full"})", What::signed_in, Whence::kept_device, 0},
      {"login.ok", R"({"by":"telepathy","scope":"full"})", What::signed_in, Whence::other, 0},
      {"login.failed", R"({"count":7,"from":1700000000})", What::failed_sign_ins, Whence::nowhere, 7},
      {"session.ended", R"({"by":"owner"})", What::session_ended, Whence::this_session, 0},
      {"session.ended", R"({"by":"another-session"})", What::session_ended, Whence::another_session, 0},
      {"session.ended", R"({"by":"another-session","count":3})", What::other_sessions_ended,
       Whence::another_session, 3},
      {"session.ended", R"({"by":"wrong-passwords"})", What::session_ended, Whence::wrong_passwords, 0},
      {"credential.changed", R"({"note":"n"})", What::password_changed, Whence::nowhere, 0},
      {"recovery.used", "{}", What::recovery_key_used, Whence::nowhere, 0},
      {"recovery.renewed", R"({"recovery":"b"})", What::recovery_key_renewed, Whence::nowhere, 0},
      {"export.created", "{}", What::export_created, Whence::nowhere, 0},
      {"erase.requested", R"({"due":1700000000})", What::deletion_requested, Whence::nowhere, 1'700'000'000},
      {"erase.cancelled", R"({"by":"link"})", What::deletion_cancelled, Whence::mailed_link, 0},
      {"preference.changed", R"({"channel":"portal","list":"a","on":true,"purpose":"news"})", What::news_on,
       Whence::portal, 0},
      {"preference.changed", R"({"channel":"embed","list":"a","on":false,"purpose":"marketing"})",
       What::marketing_off, Whence::embed, 0},
      {"preference.changed", R"({"all":false,"channel":"portal"})", What::all_mail_stopped, Whence::portal,
       0},
      {"preference.changed", R"({"channel":"portal","undo":true})", What::mail_undone, Whence::portal, 0},
      {"of.the.future", R"({"any":{"thing":1}})", What::other, Whence::nowhere, 0},
  };
  for (const Case& each : cases) {
    CAPTURE(std::string(each.type));
    CAPTURE(std::string(each.data));
    const auto line = read(entry(each.type, each.data));
    REQUIRE(line);
    CHECK(line->what == each.what);
    CHECK(line->whence == each.whence);
    CHECK(line->number == each.number);
    CHECK(line->milliseconds == 1'700'000'000'123);
    CHECK(line->who == Who::owner);
  }
}

TEST_CASE("who did it is told apart") {
  for (const auto& [actor, who] : {std::pair{"owner", Who::owner},
                                   {"system", Who::system},
                                   {"mailer", Who::mailer},
                                   {"support:17", Who::support},
                                   {"support", Who::other}}) {
    CHECK(read(entry("recovery.used", "{}", 0, "1", actor))->who == who);
  }
}

TEST_CASE("an entry that no server writes is refused") {
  const std::string good = entry("login.ok", R"({"by":"password","scope":"full"})");
  REQUIRE(read(good));
  const auto with = [&](std::string_view from, std::string_view to) {
    std::string text = good;
    const std::size_t at = text.find(from);
    REQUIRE(at != std::string::npos);
    return text.replace(at, from.size(), to);
  };
  for (const std::string& text : {
           std::string(),
           std::string("null"),
           std::string("[]"),
           good + " {}",
           with("\"v\":1", "\"v\":2"),
           with("\"v\":1", "\"v\":\"1\""),
           with(",\"v\":1", ""),
           with("\"v\":1", "\"v\":1,\"w\":1"),
           with("\"seq\":0", "\"seq\":1"),
           with("\"seq\":0", "\"seq\":\"0\""),
           with("1700000000123", "253402300800000"),
           with("1700000000123", "-1"),
           with("1700000000123", "1.5"),
           with("\"owner\"", "1"),
           with("\"login.ok\"", "{}"),
           with("\"salt\":\"", "\"Salt\":\""),
           with(R"("by":"password",)", ""),
           with(R"(,"scope":"full")", ""),
           with(R"("by":"password")", R"("by":1)"),
           with(R"({"by":"password","scope":"full"})", "[]"),
           with(R"({"by":"password","scope":"full"})", "null"),
           entry("login.failed", "{}"),
           entry("login.failed", R"({"count":"7"})"),
           entry("session.ended", "{}"),
           entry("session.ended", R"({"by":"owner","count":"1"})"),
           entry("erase.requested", R"({"due":4294967296})"),
           entry("erase.requested", "{}"),
           entry("erase.cancelled", "{}"),
           entry("preference.changed", "{}"),
           entry("preference.changed", R"({"channel":"portal"})"),
           entry("preference.changed", R"({"channel":"portal","list":1,"on":true,"purpose":"news"})"),
           entry("preference.changed", R"({"channel":"portal","list":"a","on":1,"purpose":"news"})"),
       }) {
    CAPTURE(text);
    CHECK_FALSE(read(text));
  }
}

TEST_CASE("a page that does not go on where the last one ended is an incident") {
  Activity log;
  wire::LogPage first = page(0, 3);
  first.next = 3;
  REQUIRE(log.add(first));
  CHECK(log.next() == 3);
  for (const std::uint32_t next : {0u, 3u, 4u, 6u}) {
    wire::LogPage wrong = page(3, 2);
    wrong.next = next;
    CAPTURE(next);
    CHECK(log.add(wrong).fault() == Fault::incident);
  }
  wire::LogPage endless;
  endless.next = 3;
  CHECK(log.add(endless).fault() == Fault::incident);
  CHECK(log.add(page(2, 1)).fault() == Fault::incident);  // its numbers
  CHECK(log.add(page(3, 201)).fault() == Fault::incident);
}

TEST_CASE("an entry that does not hash to its leaf is an incident") {
  Activity log;
  wire::LogPage wrong = page(0, 2);
  wrong.entries[1].leaf[5] ^= 1;
  CHECK(log.add(wrong).fault() == Fault::incident);
  wrong = page(0, 1);
  wrong.entries[0].entry = "not base64url!";
  CHECK(Activity().add(wrong).fault() == Fault::incident);
}

TEST_CASE("an erased entry keeps its place") {
  Activity log;
  wire::LogPage some = page(0, 3);
  some.entries[1].entry.reset();
  REQUIRE(log.add(some));
  REQUIRE(log.rows().size() == 3);
  CHECK(log.phrases()[log.rows()[1].phrase].what == What::erased);
  CHECK(log.rows()[1].milliseconds == log.rows()[0].milliseconds);
}

TEST_CASE("an erased entry is told of by a later one, once") {
  const auto told = [](std::uint32_t at, std::uint32_t of) {
    return leaf(entry("entry.erased", R"({"seq":)" + std::to_string(of) + "}", at));
  };
  Activity log;
  wire::LogPage some = page(0, 3);
  some.entries[1].entry.reset();
  REQUIRE(log.add(some));
  CHECK_FALSE(log.is_whole());
  Activity another = log;
  CHECK(another.add({.entries = {told(3, 2)}, .next = {}}).fault() == Fault::incident);  // it is there
  REQUIRE(log.add({.entries = {told(3, 1)}, .next = {}}));
  CHECK(log.is_whole());
  CHECK(log.add({.entries = {told(4, 1)}, .next = {}}).fault() == Fault::incident);
}

TEST_CASE("a log of holes ends in bounded memory") {
  Activity log;
  Status added = Done{};
  for (std::uint32_t from = 0; from < 20'000 && added; from += 200) {
    wire::LogPage holes = page(from, 200);
    for (auto& each : holes.entries) each.entry.reset();
    added = log.add(holes);
  }
  CHECK(added.fault() == Fault::incident);
}

TEST_CASE("of a log without an end the newest entries stay, in bounded memory") {
  Activity log;
  const std::uint32_t all = Activity::kMostRows + Activity::kMostRows / 5;
  for (std::uint32_t from = 0; from < all; from += 200) REQUIRE(log.add(page(from, 200)));
  CHECK(log.next() == all);
  CHECK(log.rows().size() <= Activity::kMostRows + Activity::kMostRows / 10);
  CHECK(log.rows().size() >= Activity::kMostRows);
  CHECK(log.rows().back().milliseconds == all);
  CHECK(log.rows().front().milliseconds == log.first() + 1);
}

TEST_CASE("a server that names ever new lists does not make ever new phrases") {
  Activity log;
  for (std::uint32_t from = 0; from < 1000; from += 100) {
    wire::LogPage some;
    for (std::uint32_t i = from; i < from + 100; ++i) {
      some.entries.push_back(leaf(entry(
          "preference.changed",
          R"({"channel":"portal","list":"l)" + std::to_string(i) + R"(","on":true,"purpose":"news"})", i)));
    }
    REQUIRE(log.add(some));
  }
  CHECK(log.phrases().size() <= Activity::kMostLists + 2);
  CHECK(log.list_id(log.phrases()[log.rows()[0].phrase].list) == "l0");
  CHECK(log.list_id(log.phrases()[log.rows()[999].phrase].list).empty());
}

}  // namespace
}  // namespace portal::core
