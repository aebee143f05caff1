#include "server-stub/mail/postman.h"

#include <chrono>

namespace portal::server {
namespace {

constexpr std::chrono::seconds kLookEvery{1};

}  // namespace

Postman::Postman(std::unique_ptr<Door> door, Outbox& outbox, Spool spool, Sender sender, Random& random,
                 Clock clock, Report report)
    : door_(std::move(door)),
      room_(outbox, std::move(spool), std::move(sender), door_.get(), random),
      clock_(std::move(clock)),
      report_(std::move(report)),
      thread_([this] { work(); }) {}

Postman::~Postman() {
  stop();
}

void Postman::wake() {
  const std::lock_guard lock(mutex_);
  woken_ = true;
  changed_.notify_all();
}

void Postman::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    changed_.notify_all();
  }
  if (door_) door_->give_up();
  if (thread_.joinable()) thread_.join();
}

void Postman::work() {
  MailCounts before;
  while (!is_stopping()) {
    const MailCounts counts = room_.walk_round(clock_(), [this] { return is_stopping(); });
    const bool is_still_stuck = counts == before && counts == MailCounts{.stuck = 1};
    if (counts != MailCounts{} && !is_still_stuck) report_(counts);
    before = counts;
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, kLookEvery, [this] { return stopping_ || woken_; });
    woken_ = false;
  }
}

bool Postman::is_stopping() {
  const std::lock_guard lock(mutex_);
  return stopping_;
}

}  // namespace portal::server
