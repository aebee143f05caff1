#include "server-stub/main/every_minute.h"

#include <chrono>

namespace portal::server {

EveryMinute::EveryMinute(std::function<void()> work)
    : work_(std::move(work)), thread_([this] {
        std::unique_lock lock(mutex_);
        do {
          lock.unlock();
          work_();
          lock.lock();
        } while (!stopped_.wait_for(lock, std::chrono::minutes(1), [this] { return is_stopping_; }));
      }) {}

EveryMinute::~EveryMinute() {
  {
    const std::lock_guard lock(mutex_);
    is_stopping_ = true;
  }
  stopped_.notify_all();
  thread_.join();
}

}  // namespace portal::server
