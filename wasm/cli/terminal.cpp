#include "wasm/cli/terminal.h"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <poll.h>
#include <termios.h>
#include <unistd.h>

namespace portal::cli {
namespace {

constexpr std::size_t kLongestLine = 8192;

enum class Ready { yes, no, stopped };

Ready wait_for(int descriptor, Signals& signals) {
  pollfd both[2]{{descriptor, POLLIN, 0}, {signals.descriptor(), POLLIN, 0}};
  while (poll(both, 2, -1) < 0) {
    if (errno != EINTR) return Ready::no;
  }
  if (signals.count() > 0) return Ready::stopped;
  return both[0].revents & POLLNVAL ? Ready::no : Ready::yes;
}

class NoEcho {
 public:
  explicit NoEcho(int descriptor) : descriptor_(descriptor) {
    is_set_ = tcgetattr(descriptor, &before_) == 0;
    termios quiet = before_;
    quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO | ECHOE | ECHOK | ECHONL);
    is_set_ = is_set_ && tcsetattr(descriptor, TCSAFLUSH, &quiet) == 0;
  }
  ~NoEcho() {
    if (is_set_) tcsetattr(descriptor_, TCSAFLUSH, &before_);
  }
  NoEcho(const NoEcho&) = delete;
  NoEcho& operator=(const NoEcho&) = delete;
  explicit operator bool() const { return is_set_; }

 private:
  int descriptor_;
  bool is_set_;
  termios before_{};
};

}  // namespace

Terminal::Terminal(Signals& signals) : signals_(signals), descriptor_(open("/dev/tty", O_RDWR | O_CLOEXEC)) {}

Terminal::~Terminal() {
  if (descriptor_ >= 0) close(descriptor_);
}

void Terminal::say(std::string_view text) const {
  while (descriptor_ >= 0 && !text.empty()) {
    const ssize_t some = write(descriptor_, text.data(), text.size());
    if (some <= 0) return;
    text.remove_prefix(static_cast<std::size_t>(some));
  }
}

Asked Terminal::ask(std::string_view prompt) const {
  if (!is_there()) return {Asked::How::no_terminal};
  say(prompt);
  return read_line(descriptor_);
}

Asked Terminal::ask_secret(std::string_view prompt) const {
  if (!is_there()) return {Asked::How::no_terminal};
  const NoEcho quiet(descriptor_);
  if (!quiet) return {Asked::How::no_terminal};
  say(prompt);
  Asked asked = read_line(descriptor_);
  say("\n");
  return asked;
}

Asked Terminal::read_line(int descriptor) const {
  Secret line(kLongestLine);
  std::size_t size = 0;
  while (size < kLongestLine) {
    const Ready ready = wait_for(descriptor, signals_);
    if (ready == Ready::stopped) return {Asked::How::stopped};
    std::uint8_t& next = line.reveal()[size];
    const ssize_t some = ready == Ready::yes ? read(descriptor, &next, 1) : -1;
    if (some < 0 && errno == EINTR) continue;
    if (some < 0 || (some == 0 && size == 0)) return {Asked::How::unreadable};
    if (some == 0 || next == '\n') return {Asked::How::given, Secret(View(line.reveal()).first(size))};
    ++size;
  }
  return {Asked::How::unreadable};
}

Asked Terminal::read_all(int descriptor, std::size_t most) const {
  Secret text(most + 1);
  std::size_t size = 0;
  while (size <= most) {
    const Ready ready = wait_for(descriptor, signals_);
    if (ready == Ready::stopped) return {Asked::How::stopped};
    const ssize_t some =
        ready == Ready::yes ? read(descriptor, text.reveal().data() + size, most + 1 - size) : -1;
    if (some < 0 && errno == EINTR) continue;
    if (some < 0) return {Asked::How::unreadable};
    if (some == 0) return {Asked::How::given, Secret(View(text.reveal()).first(size))};
    size += static_cast<std::size_t>(some);
  }
  return {Asked::How::unreadable};
}

}  // namespace portal::cli
