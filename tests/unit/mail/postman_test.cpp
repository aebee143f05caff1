#include "server-stub/mail/postman.h"

#include <doctest/doctest.h>

#include "server-stub/mail/smtp_door.h"
#include "tests/unit/mail/fake_mail_server.h"
#include "tests/unit/randoms.h"
#include "tests/unit/temporary_folder.h"

namespace portal::server {
namespace {

struct SharedOutbox final : Outbox {
  std::mutex mutex;
  std::vector<WaitingMail> rows;

  void add(const std::string& to) {
    const std::lock_guard lock(mutex);
    rows.push_back({rows.size() + 1, 1000, OutgoingMail{MailKind::deleted, to, ""}});
  }
  std::size_t size() {
    const std::lock_guard lock(mutex);
    return rows.size();
  }
  Result<std::vector<WaitingMail>> take(std::size_t) override {
    const std::lock_guard lock(mutex);
    return rows;
  }
  Status forget(std::uint64_t id) override {
    const std::lock_guard lock(mutex);
    std::erase_if(rows, [&](const WaitingMail& row) { return row.id == id; });
    return Done{};
  }
};

struct Office {
  test::TemporaryFolder folder;
  SharedOutbox outbox;
  SystemRandom random;
  std::mutex mutex;
  MailCounts sum;

  std::unique_ptr<Postman> postman(std::unique_ptr<Door> door) {
    auto spool = Spool::open(folder.path());
    REQUIRE(spool);
    return std::make_unique<Postman>(
        std::move(door), outbox, *std::move(spool), Sender{"Site", "p.example"}, random,
        [] { return 2000ull; },
        [this](const MailCounts& counts) {
          const std::lock_guard lock(mutex);
          sum.spooled += counts.spooled;
          sum.sent += counts.sent;
        });
  }
  std::unique_ptr<Door> door_to(const test::FakeMailServer& server) {
    return std::make_unique<SmtpDoor>(*find_smtp_server(server.url()), "p.example");
  }
  template <class Condition>
  static bool comes_true(Condition condition) {
    for (int i = 0; i < 500; ++i) {
      if (condition()) return true;
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    return false;
  }
};

TEST_CASE_FIXTURE(Office, "the postman carries what is owed as soon as he is woken") {
  const auto carrying = postman(nullptr);
  std::this_thread::sleep_for(std::chrono::milliseconds(50));
  outbox.add("a@b.c");
  carrying->wake();
  CHECK(comes_true([&] { return folder.count("mail/new") == 1; }));
  CHECK(comes_true([&] { return outbox.size() == 0; }));
}

TEST_CASE_FIXTURE(Office, "he looks by himself, and reports numbers") {
  test::FakeMailServer server;
  const auto carrying = postman(door_to(server));
  outbox.add("a@b.c");
  CHECK(comes_true([&] { return server.received().size() == 1; }));
  CHECK(comes_true([&] {
    const std::lock_guard lock(mutex);
    return sum == MailCounts{.spooled = 1, .sent = 1};
  }));
  CHECK(folder.count("mail/new") == 0);
}

TEST_CASE_FIXTURE(Office, "he stops quickly in the middle of a delivery, and the next one delivers it") {
  outbox.add("a@b.c");
  {
    test::FakeMailServer silent({.is_silent = true});
    const auto carrying = postman(door_to(silent));
    CHECK(comes_true([&] { return silent.connections() == 1; }));
    const auto begin = std::chrono::steady_clock::now();
    carrying->stop();
    carrying->stop();
    CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(3));
  }
  CHECK(folder.count("mail/new") == 1);
  test::FakeMailServer server;
  const auto carrying = postman(door_to(server));
  CHECK(comes_true([&] { return server.received().size() == 1; }));
  CHECK(comes_true([&] { return folder.count("mail/new") == 0; }));
}

}  // namespace
}  // namespace portal::server
