#include "wasm/cli/signals.h"

#include <csignal>
#include <initializer_list>
#include <sys/signalfd.h>
#include <unistd.h>

namespace portal::cli {

Signals::Signals() {
  sigset_t set;
  sigemptyset(&set);
  for (const int each : {SIGINT, SIGTERM, SIGHUP}) sigaddset(&set, each);
  sigprocmask(SIG_BLOCK, &set, nullptr);
  descriptor_ = signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC);
  std::signal(SIGPIPE, SIG_IGN);
}

Signals::~Signals() {
  close(descriptor_);
}

int Signals::count() {
  signalfd_siginfo one;
  while (read(descriptor_, &one, sizeof one) == static_cast<ssize_t>(sizeof one)) ++count_;
  return count_;
}

}  // namespace portal::cli
