#include "server-stub/mail/mail_room.h"

#include <algorithm>
#include <deque>
#include <doctest/doctest.h>

#include "tests/unit/randoms.h"
#include "tests/unit/temporary_folder.h"

namespace portal::server {
namespace {

constexpr std::uint64_t kNow = 1'700'000'000'000;
constexpr std::uint64_t kHour = 3'600'000;

struct OutboxInMemory final : Outbox {
  std::vector<WaitingMail> rows;
  bool fails_to_take = false;
  bool fails_to_forget = false;

  Result<std::vector<WaitingMail>> take(std::size_t most) override {
    if (fails_to_take) return Fault::unavailable;
    return std::vector<WaitingMail>(rows.begin(),
                                    rows.begin() + static_cast<std::ptrdiff_t>(std::min(most, rows.size())));
  }
  Status forget(std::uint64_t id) override {
    if (fails_to_forget) return Fault::unavailable;
    std::erase_if(rows, [&](const WaitingMail& row) { return row.id == id; });
    return Done{};
  }
};

// Answers as it was told, and notes who was to get a mail.
struct ScriptedDoor final : Door {
  std::deque<Delivery> answers;  // then: sent
  std::vector<std::string> tried;

  Delivery deliver(const std::string&, const std::string& to, std::string_view) override {
    tried.push_back(to);
    if (answers.empty()) return Delivery::sent;
    const Delivery answer = answers.front();
    answers.pop_front();
    return answer;
  }
  void give_up() override {}
};

struct House {
  test::TemporaryFolder folder;
  OutboxInMemory outbox;
  ScriptedDoor door;
  test::SeededRandom random{1};
  std::uint64_t next_id = 1;

  void owe(const std::string& to, std::uint64_t made = kNow) {
    outbox.rows.push_back(
        {next_id++, made, OutgoingMail{MailKind::sign_up, to, "https://p.example/sign-up/finish#token=a"}});
  }
  MailRoom room(Door* out = nullptr) {
    auto spool = Spool::open(folder.path());
    REQUIRE(spool);
    return MailRoom(outbox, *std::move(spool), {"Site", "p.example"}, out, random);
  }
  static bool never() { return false; }
};

TEST_CASE_FIXTURE(House, "what is owed becomes files that others cannot read, and is owed no more") {
  auto mails = room();
  owe("a@b.c");
  owe("d@e.f");
  CHECK(mails.walk_round(kNow, never) == MailCounts{.spooled = 2});
  CHECK(outbox.rows.empty());
  CHECK(folder.read("mail/new/1700000000000-1.eml").find("\nTo: a@b.c\n") != std::string::npos);
  CHECK(folder.mode_of("mail/new/1700000000000-2.eml") == 0600);
  CHECK(folder.mode_of("mail/new") == 0700);
  CHECK(folder.count("mail/tmp") == 0);
  CHECK(mails.walk_round(kNow, never) == MailCounts{});
}

TEST_CASE_FIXTURE(House, "a row that was spooled but not forgotten makes no second file") {
  outbox.fails_to_forget = true;
  owe("a@b.c");
  CHECK(room().walk_round(kNow, never) == MailCounts{.spooled = 1, .stuck = 1});
  outbox.fails_to_forget = false;
  CHECK(room().walk_round(kNow + 5, never).spooled == 1);
  CHECK(folder.count("mail/new") == 1);
  CHECK(outbox.rows.empty());
}

TEST_CASE_FIXTURE(House, "when the spool cannot be written the mail stays owed") {
  auto mails = room();
  owe("a@b.c");
  std::filesystem::remove(folder / "mail/tmp");
  CHECK(mails.walk_round(kNow, never) == MailCounts{.stuck = 1});
  CHECK(outbox.rows.size() == 1);
  CHECK(folder.count("mail/new") == 0);
  CHECK(room().walk_round(kNow, never) == MailCounts{.spooled = 1});
}

TEST_CASE_FIXTURE(House, "when the outbox cannot be read nothing is lost") {
  owe("a@b.c");
  outbox.fails_to_take = true;
  CHECK(room().walk_round(kNow, never) == MailCounts{.stuck = 1});
  CHECK(outbox.rows.size() == 1);
}

TEST_CASE_FIXTURE(House, "a row that makes no mail does not hold up the others") {
  owe("a@b.c\nBcc: x@y.z");
  owe("d@e.f");
  outbox.rows.push_back({next_id++, kNow, std::nullopt});
  CHECK(room().walk_round(kNow, never) == MailCounts{.spooled = 1, .unfit = 2});
  CHECK(outbox.rows.empty());
}

TEST_CASE_FIXTURE(House, "more than fits in one look is taken in one round") {
  for (int i = 0; i < 150; ++i) owe("a@b.c");
  CHECK(room().walk_round(kNow, never) == MailCounts{.spooled = 150});
  CHECK(folder.count("mail/new") == 150);
}

TEST_CASE_FIXTURE(House, "files go after 24 hours, by the time in their name, across restarts") {
  owe("a@b.c");
  owe("d@e.f", kNow + kHour);
  CHECK(room().walk_round(kNow + kHour, never).spooled == 2);
  CHECK(room().walk_round(kNow + 24 * kHour - 1, never) == MailCounts{});
  CHECK(room().walk_round(kNow + 24 * kHour, never) == MailCounts{.expired = 1});
  CHECK(folder.count("mail/new") == 1);
  CHECK(room().walk_round(kNow + 25 * kHour, never) == MailCounts{.expired = 1});
  CHECK(folder.count("mail/new") == 0);
}

TEST_CASE_FIXTURE(House, "a mail owed for a day is dropped, not sent late") {
  owe("a@b.c");
  CHECK(room(&door).walk_round(kNow + 24 * kHour, never) == MailCounts{.expired = 1});
  CHECK(door.tried.empty());
  CHECK(outbox.rows.empty());
}

TEST_CASE_FIXTURE(House, "files of other names are left alone, and half-written ones are cleared at start") {
  room();
  for (const char* name : {"note.txt", "1-.eml", "-1.eml", "01-1.eml", "1-1.eml.bak", "a1-1.eml"}) {
    folder.write(std::string("mail/new/") + name, "x");
  }
  folder.write("mail/tmp/1-1.eml", "half");
  auto mails = room(&door);
  CHECK(folder.count("mail/tmp") == 0);
  CHECK(mails.walk_round(kNow, never) == MailCounts{});
  CHECK(folder.count("mail/new") == 6);
  CHECK(door.tried.empty());
}

TEST_CASE_FIXTURE(House, "with a door mails are sent, oldest first, and their files removed") {
  owe("b@b.c", kNow + 1);
  owe("a@b.c");
  CHECK(room(&door).walk_round(kNow + 1, never) == MailCounts{.spooled = 2, .sent = 2});
  CHECK(door.tried == std::vector<std::string>{"a@b.c", "b@b.c"});
  CHECK(folder.count("mail/new") == 0);
}

TEST_CASE_FIXTURE(House,
                  "a mail server that does not answer is left in peace for a while, then all is sent") {
  auto mails = room(&door);
  owe("a@b.c");
  owe("d@e.f");
  using enum Delivery;
  door.answers = {unreachable, unreachable};
  CHECK(mails.walk_round(kNow, never) == MailCounts{.spooled = 2, .unreachable = 1});
  CHECK(mails.walk_round(kNow + 14'999, never) == MailCounts{});
  CHECK(mails.walk_round(kNow + 15'000, never) == MailCounts{.unreachable = 1});
  CHECK(mails.walk_round(kNow + 44'999, never) == MailCounts{});
  CHECK(mails.walk_round(kNow + 45'000, never) == MailCounts{.sent = 2});
  CHECK(door.tried.size() == 4);

  // The next time it is away counts from the beginning.
  owe("g@h.i", kNow + 45'000);
  door.answers = {unreachable};
  CHECK(mails.walk_round(kNow + 45'000, never) == MailCounts{.spooled = 1, .unreachable = 1});
  CHECK(mails.walk_round(kNow + 60'000, never) == MailCounts{.sent = 1});
}

TEST_CASE_FIXTURE(House, "one mail that has to wait does not hold up the next") {
  auto mails = room(&door);
  owe("a@b.c");
  owe("d@e.f");
  owe("g@h.i");
  using enum Delivery;
  door.answers = {later, refused, sent};
  CHECK(mails.walk_round(kNow, never) == MailCounts{.spooled = 3, .sent = 1, .refused = 1, .later = 1});
  CHECK(mails.walk_round(kNow + 15'000, never) == MailCounts{.sent = 1});
  CHECK(mails.walk_round(kNow + kHour - 1, never) == MailCounts{});
  CHECK(mails.walk_round(kNow + kHour, never) == MailCounts{.sent = 1});
  CHECK(folder.count("mail/new") == 0);
}

TEST_CASE_FIXTURE(House, "what was not sent before a restart is sent after it") {
  owe("a@b.c");
  door.answers = {Delivery::unreachable};
  CHECK(room(&door).walk_round(kNow, never).unreachable == 1);
  CHECK(room(&door).walk_round(kNow + 1, never) == MailCounts{.sent = 1});
}

TEST_CASE_FIXTURE(House, "a round ends early when the server stops, and the rest waits") {
  auto mails = room(&door);
  for (int i = 0; i < 5; ++i) owe("a@b.c");
  int asked = 0;
  const auto counts = mails.walk_round(kNow, [&] { return ++asked > 3; });
  CHECK(counts.spooled == 2);
  CHECK(counts.sent == 0);
  CHECK(outbox.rows.size() == 3);
}

}  // namespace
}  // namespace portal::server
