// The one thread that carries mail.
#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>

#include "server-stub/mail/mail_room.h"

namespace portal::server {

class Postman {
 public:
  using Clock = std::function<std::uint64_t()>;           // unix ms
  using Report = std::function<void(const MailCounts&)>;  // on his thread, after a round that did something

  // `door` may be null: then mails stay in the spool. `outbox` and `random` outlive him.
  Postman(std::unique_ptr<Door> door, Outbox& outbox, Spool spool, Sender sender, Random& random, Clock clock,
          Report report);
  ~Postman();  // stops
  Postman(const Postman&) = delete;
  Postman& operator=(const Postman&) = delete;

  void wake();  // there is mail: do not wait for the next look
  void stop();  // within a second or two; what was under way is tried again at the next start

 private:
  void work();
  bool is_stopping();

  std::unique_ptr<Door> door_;
  MailRoom room_;
  Clock clock_;
  Report report_;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool stopping_ = false;
  bool woken_ = false;
  std::thread thread_;  // last: starts when all the rest is there
};

}  // namespace portal::server
