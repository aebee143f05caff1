#include "server-stub/store/writer.h"

#include <algorithm>
#include <chrono>

namespace portal::server {

Writer::Writer(std::unique_ptr<Database> database, Writing writing)
    : database_(std::move(database)), writing_(writing) {
  if (writing_ == Writing::grouped) thread_ = std::thread([this] { work(); });
}

Writer::~Writer() {
  {
    std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  arrived_.notify_one();
  if (thread_.joinable()) thread_.join();
  checkpoint();
}

Status Writer::run(const Verb& verb, Interruption interruption) {
  Job job{.verb = &verb, .interruption = interruption};
  std::unique_lock lock(mutex_);
  if (writing_ == Writing::in_place) {
    std::deque<Job*> alone{&job};
    run_together(alone);
    return job.outcome;
  }
  waiting_.push_back(&job);
  arrived_.notify_one();
  answered_.wait(lock, [&] { return job.done; });
  return job.outcome;
}

Status Writer::read_in_place(const Verb& verb) {
  std::lock_guard lock(mutex_);
  return verb(*database_);
}

void Writer::checkpoint_soon() {
  std::lock_guard lock(mutex_);
  if (writing_ == Writing::in_place) return checkpoint();
  wants_checkpoint_ = true;
  arrived_.notify_one();
}

void Writer::work() {
  std::unique_lock lock(mutex_);
  for (;;) {
    arrived_.wait(lock, [&] { return stopping_ || wants_checkpoint_ || !waiting_.empty(); });
    if (waiting_.empty()) {
      if (stopping_) return;
      wants_checkpoint_ = false;
      lock.unlock();
      checkpoint();
      lock.lock();
      continue;
    }
    const auto count = static_cast<std::ptrdiff_t>(std::min(waiting_.size(), kMostInOneCommit));
    std::deque<Job*> jobs(waiting_.begin(), waiting_.begin() + count);
    waiting_.erase(waiting_.begin(), waiting_.begin() + count);
    lock.unlock();
    run_together(jobs);
    lock.lock();
    for (Job* job : jobs) job->done = true;
    answered_.notify_all();
  }
}

void Writer::run_together(std::deque<Job*>& jobs) {
  bool good = static_cast<bool>(database_->execute("BEGIN IMMEDIATE"));
  for (auto job = jobs.begin(); good && job != jobs.end(); ++job) {
    (*job)->outcome = run_one(**job);
    good = database_->in_transaction();  // SQLite ends it itself when the disk is full or fails
  }
  good = good && database_->execute("COMMIT");
  if (!good) {
    if (database_->in_transaction()) (void)database_->execute("ROLLBACK");
    for (Job* job : jobs) job->outcome = Fault::unavailable;
  }
  for (Job* job : jobs) {
    if (job->interruption != Interruption::none) job->outcome = Fault::unavailable;
  }
  failing_ = !good;
}

Status Writer::run_one(Job& job) {
  if (job.interruption == Interruption::before_commit) return Fault::unavailable;
  TRY(database_->execute("SAVEPOINT verb"));
  Status outcome = (*job.verb)(*database_);
  if (!outcome && database_->in_transaction()) (void)database_->execute("ROLLBACK TO verb");
  if (database_->in_transaction()) {
    const Status released = database_->execute("RELEASE verb");
    if (!released) return released;
  }
  return outcome;
}

void Writer::checkpoint() {
  (void)database_->execute("PRAGMA wal_checkpoint(TRUNCATE)");
}

}  // namespace portal::server
