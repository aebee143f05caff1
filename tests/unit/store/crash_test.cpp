#include <doctest/doctest.h>
#include <filesystem>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "server-stub/store/sqlite_store.h"
#include "tests/unit/temporary_folder.h"

namespace portal::server {
namespace {

constexpr Milliseconds kNow = 1'764'000'000'000;

wire::Hash token(std::uint32_t number) {
  wire::Hash hash{};
  hash[0] = static_cast<std::uint8_t>(number);
  hash[1] = static_cast<std::uint8_t>(number >> 8);
  return hash;
}

std::unique_ptr<Store> open(const std::string& path) {
  auto store = open_sqlite_store({.path = path});
  REQUIRE(store);
  REQUIRE((*store)->set_up("portal.example"));
  return std::move(*store);
}

// Writes without end and says after each answer how many there were.
[[noreturn]] void write_until_killed(const std::string& path, std::uint32_t first, int tell) {
  auto store = open(path);
  for (std::uint32_t number = first;; ++number) {
    const bool done = static_cast<bool>(store->request_sign_up(
        {.login = std::to_string(number) + "@example.org",
         .token_hash = token(number),
         .now = kNow,
         .expires = kNow + kDay,
         .limit = {},
         .charges = {},
         .link = {.id = number, .made = kNow, .sealed = Bytes(2000)},
         .already_registered = {.id = number + 1'000'000, .made = kNow, .sealed = {}}}));
    if (!done || write(tell, &number, sizeof number) != sizeof number) _exit(1);
  }
}

TEST_CASE("after a kill everything that was answered is there, and no repair is needed") {
  const test::TemporaryFolder folder;
  const std::string path = (folder / "portal.db").string();
  std::uint32_t answered = 0;
  for (int round = 0; round < 10; ++round) {
    int ends[2];
    REQUIRE(pipe(ends) == 0);
    const pid_t child = fork();
    REQUIRE(child >= 0);
    if (child == 0) write_until_killed(path, answered + 100, ends[1]);
    close(ends[1]);
    for (int i = 0; i < 5 + 3 * round; ++i) REQUIRE(read(ends[0], &answered, sizeof answered) > 0);
    kill(child, SIGKILL);
    while (read(ends[0], &answered, sizeof answered) > 0) {
    }
    close(ends[0]);
    int status = 0;
    waitpid(child, &status, 0);
    CHECK(WIFSIGNALED(status));
    auto store = open(path);
    CHECK(store->find_link(token(answered), kNow));
    // At most the one that was under way has happened without an answer.
    CHECK(!store->find_link(token(answered + 2), kNow));
  }
}

}  // namespace
}  // namespace portal::server
