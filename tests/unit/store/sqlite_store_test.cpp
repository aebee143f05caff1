#include "server-stub/store/sqlite_store.h"

#include <cstdio>
#include <doctest/doctest.h>
#include <filesystem>
#include <sqlite3.h>
#include <thread>

#include "tests/unit/randoms.h"
#include "tests/unit/temporary_folder.h"

namespace portal::server {
namespace {

constexpr Milliseconds kNow = 1'764'000'000'000;

// A database in a folder of its own, which goes with the test.
struct File {
  std::string path() const { return (folder / "portal.db").string(); }
  std::unique_ptr<Store> open(Interrupt interrupt = {}, Writing writing = Writing::grouped) {
    auto store = open_sqlite_store({.path = path(), .writing = writing, .interrupt = std::move(interrupt)});
    REQUIRE(store);
    REQUIRE((*store)->set_up("portal.example"));
    return std::move(*store);
  }
  test::TemporaryFolder folder;
};

SignUpRequest request(std::uint8_t number) {
  wire::Hash hash{};
  hash[0] = number;
  return {.login = "a" + std::to_string(number) + "@example.org",
          .token_hash = hash,
          .now = kNow,
          .expires = kNow + kDay,
          .limit = {},
          .charges = {},
          .link = {.id = number, .made = kNow + number, .sealed = Bytes{number}},
          .already_registered = {.id = number + 1000u, .made = kNow, .sealed = {}}};
}

TEST_CASE("what was answered is there when the file is opened again") {
  File file;
  CHECK(file.open()->request_sign_up(request(1)));
  CHECK(*file.open()->find_link(request(1).token_hash, kNow) == "a1@example.org");
}

TEST_CASE("what was stopped before its commit has not happened, after it it has") {
  for (const auto how : {Interruption::before_commit, Interruption::after_commit}) {
    File file;
    {
      auto store = file.open([how](std::size_t verb) { return verb == 1 ? how : Interruption::none; });
      CHECK(store->request_sign_up(request(1)).fault() == Fault::unavailable);
    }
    const auto link = file.open()->find_link(request(1).token_hash, kNow);
    CHECK(static_cast<bool>(link) == (how == Interruption::after_commit));
  }
}

TEST_CASE("many threads at once: each is answered for its own, and a failing one harms no other") {
  File file;
  auto store = file.open();
  std::vector<std::thread> threads;
  std::atomic<int> good = 0;
  std::atomic<int> refused = 0;
  for (int thread = 0; thread < 8; ++thread) {
    threads.emplace_back([&, thread] {
      for (int i = 0; i < 25; ++i) {
        // Each number twice: the second breaks the uniqueness of its token.
        const auto number = static_cast<std::uint8_t>((thread / 2) * 25 + i);
        const Status done = store->request_sign_up(request(number));
        ++(done ? good : refused);
        if (store->find_link(request(number).token_hash, kNow).operator bool() == false) ++refused;
      }
    });
  }
  for (auto& thread : threads) thread.join();
  CHECK(good == 100);
  CHECK(refused == 100);
  CHECK(store->take_outbox(1000)->size() == 100);
}

TEST_CASE("another realm is refused") {
  File file;
  file.open();
  const auto store = open_sqlite_store({.path = file.path()});
  REQUIRE(store);
  CHECK((*store)->set_up("other.example").fault() == Fault::conflict);
}

TEST_CASE("a file of a newer version is refused, and what is no database too") {
  File file;
  file.open();
  sqlite3* other = nullptr;
  REQUIRE(sqlite3_open(file.path().c_str(), &other) == SQLITE_OK);
  CHECK(sqlite3_exec(other, "PRAGMA user_version=99", nullptr, nullptr, nullptr) == SQLITE_OK);
  sqlite3_close(other);
  CHECK(open_sqlite_store({.path = file.path()}).fault() == Fault::conflict);

  File broken;
  std::FILE* garbage = std::fopen(broken.path().c_str(), "w");
  for (int i = 0; i < 10'000; ++i) std::fputs("garbage ", garbage);
  std::fclose(garbage);
  CHECK(open_sqlite_store({.path = broken.path()}).fault() == Fault::unavailable);
}

TEST_CASE("mails leave in the order in which they were owed, and stay until forgotten") {
  File file;
  auto store = file.open({}, Writing::in_place);
  for (std::uint8_t number : {3, 1, 2}) REQUIRE(store->request_sign_up(request(number)));
  const auto mails = store->take_outbox(2);
  REQUIRE(mails);
  REQUIRE(mails->size() == 2);
  CHECK((*mails)[0].sealed == Bytes{1});
  CHECK((*mails)[1].sealed == Bytes{2});
  CHECK(store->forget_mail(1));
  CHECK(store->take_outbox(2)->front().sealed == Bytes{2});
}

TEST_CASE("the bytes of a day stay for the day and no longer") {
  File file;
  auto store = file.open();
  const Fixed<32> first{1};
  const Fixed<32> second{2};
  CHECK(*store->bytes_of_day(10, first) == first);
  CHECK(*store->bytes_of_day(10, second) == first);
  CHECK(*store->bytes_of_day(11, second) == second);
  CHECK(*store->bytes_of_day(10, second) == second);
}

TEST_CASE("budgets outlive the program: two tokens, then a wait") {
  File file;
  NewPendingLogin login{
      .login = {.id = {}, .account = {}, .credential_version = 0, .scope = {}, .sealed_state = {}},
      .purse = {.charges = {{.key = Sha256{9}, .burst = 2, .interval = kMinute}},
                .throughput = {},
                .key = {},
                .most_pending = 0},
      .now = kNow,
      .expires = kNow + kMinute};
  const std::vector<Milliseconds> waits{0, 0, kMinute, kMinute};
  for (const Milliseconds wait : waits) {
    ++login.login.id[0];
    CHECK(file.open()->begin_login(login)->milliseconds == wait);
  }
  login.now += kMinute;
  CHECK(file.open()->begin_login(login)->milliseconds == 0);
}

TEST_CASE("tidying takes what has run out and leaves the rest") {
  File file;
  auto store = file.open();
  test::SeededRandom random(1);
  REQUIRE(store->request_sign_up(request(1)));
  CHECK(store->tidy(kNow + kDay - 1, random));
  CHECK(store->find_link(request(1).token_hash, kNow));
  CHECK(store->tidy(kNow + kDay, random));
  CHECK(!store->find_link(request(1).token_hash, kNow));
}

TEST_CASE("what is erased leaves the files too") {
  File file;
  auto store = file.open({}, Writing::in_place);
  test::SeededRandom random(1);
  SignUpRequest marked = request(1);
  marked.link.sealed = bytes_of("a marker that nobody may find later");
  REQUIRE(store->request_sign_up(marked));
  REQUIRE(store->forget_mail(marked.link.id));
  REQUIRE(store->tidy(kNow, random));
  for (const auto& each : std::filesystem::directory_iterator(file.folder.path())) {
    std::FILE* opened = std::fopen(each.path().c_str(), "r");
    std::string all(std::filesystem::file_size(each.path()), '\0');
    CHECK(std::fread(all.data(), 1, all.size(), opened) == all.size());
    std::fclose(opened);
    CHECK(all.find("nobody may find") == std::string::npos);
  }
}

}  // namespace
}  // namespace portal::server
