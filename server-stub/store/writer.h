// Runs verbs on the writing connection, each in whole or not at all, and answers when they are on the disk.
//
// Group commit: all verbs that wait share one transaction, each in a savepoint of its own, so that one that
// fails takes no other with it. Nobody is made to wait for company.
#pragma once

#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

#include "server-stub/store/database.h"
#include "server-stub/store/interrupt.h"
#include "server-stub/store/sqlite_store.h"

namespace portal::server {

class Writer {
 public:
  using Verb = std::function<Status(Database&)>;

  Writer(std::unique_ptr<Database> database, Writing writing);
  ~Writer();  // after what waits is done

  Status run(const Verb& verb, Interruption interruption);
  Status read_in_place(const Verb& verb);  // for Writing::in_place: reads what only this connection has
  void checkpoint_soon();                  // what was erased is to leave the write-ahead log too

  // Whether the last commit failed.
  bool is_failing() const { return failing_; }

 private:
  struct Job {
    const Verb* verb;
    Interruption interruption;
    Status outcome = Fault::unavailable;
    bool done = false;
  };
  static constexpr std::size_t kMostInOneCommit = 64;

  void work();
  void run_together(std::deque<Job*>& jobs);
  Status run_one(Job& job);
  void checkpoint();

  std::unique_ptr<Database> database_;
  Writing writing_;
  std::mutex mutex_;  // of all below; in place, of the connection too
  std::condition_variable arrived_;
  std::condition_variable answered_;
  std::deque<Job*> waiting_;
  bool stopping_ = false;
  std::atomic<bool> failing_ = false;
  bool wants_checkpoint_ = false;
  std::thread thread_;  // last: starts when all the rest is there
};

}  // namespace portal::server
