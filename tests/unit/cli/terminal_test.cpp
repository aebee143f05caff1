#include "wasm/cli/terminal.h"

#include <csignal>
#include <doctest/doctest.h>
#include <unistd.h>

using namespace portal;
using namespace portal::cli;

namespace {

struct Pipe {
  int ends[2];
  Pipe() { REQUIRE(pipe(ends) == 0); }
  ~Pipe() {
    close(ends[0]);
    finish();
  }
  void put(std::string_view text) { REQUIRE(write(ends[1], text.data(), text.size()) >= 0); }
  void finish() {
    if (ends[1] >= 0) close(ends[1]);
    ends[1] = -1;
  }
};

std::string text(const Asked& asked) {
  return std::string(text_of(asked.text.reveal()));
}

}  // namespace

TEST_CASE("a line is read without its end, and the next one is left") {
  Signals signals;
  Terminal terminal(signals);
  Pipe pipe;
  pipe.put("first\nsecond");
  pipe.finish();
  CHECK(text(terminal.read_line(pipe.ends[0])) == "first");
  CHECK(text(terminal.read_line(pipe.ends[0])) == "second");
  CHECK(terminal.read_line(pipe.ends[0]).how == Asked::How::unreadable);
}

TEST_CASE("nothing is cut off: a line without an end is refused") {
  Signals signals;
  Terminal terminal(signals);
  Pipe pipe;
  pipe.put(std::string(20'000, 'x'));
  pipe.finish();
  CHECK(terminal.read_line(pipe.ends[0]).how == Asked::How::unreadable);
}

TEST_CASE("an empty line is an answer") {
  Signals signals;
  Terminal terminal(signals);
  Pipe pipe;
  pipe.put("\n");
  const Asked asked = terminal.read_line(pipe.ends[0]);
  CHECK(asked.how == Asked::How::given);
  CHECK(asked.text.empty());
}

TEST_CASE("a descriptor that is not open is unreadable") {
  Signals signals;
  Terminal terminal(signals);
  CHECK(terminal.read_line(999).how == Asked::How::unreadable);
}

TEST_CASE("all of it is read up to the limit, and not one byte more") {
  Signals signals;
  Terminal terminal(signals);
  Pipe fits, too_long;
  fits.put("12345");
  fits.finish();
  CHECK(text(terminal.read_all(fits.ends[0], 5)) == "12345");
  too_long.put("123456");
  too_long.finish();
  CHECK(terminal.read_all(too_long.ends[0], 5).how == Asked::How::unreadable);
}

TEST_CASE("a signal ends the waiting") {
  Signals signals;
  Terminal terminal(signals);
  Pipe silent;
  std::raise(SIGINT);
  CHECK(terminal.read_line(silent.ends[0]).how == Asked::How::stopped);
  CHECK(signals.count() == 1);
}
