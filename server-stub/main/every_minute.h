// A thread that does one thing every minute, from now until it dies.
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

namespace portal::server {

class EveryMinute {
 public:
  explicit EveryMinute(std::function<void()> work);
  ~EveryMinute();
  EveryMinute(const EveryMinute&) = delete;
  EveryMinute& operator=(const EveryMinute&) = delete;

 private:
  std::function<void()> work_;
  std::mutex mutex_;
  std::condition_variable stopped_;
  bool is_stopping_ = false;
  std::thread thread_;  // last: starts when all the rest is there
};

}  // namespace portal::server
