// When to try again what did not work.
#pragma once

#include <algorithm>
#include <cstdint>

#include "server-stub/mail/door.h"

namespace portal::server {

class Patience {
 public:
  bool is_due(std::uint64_t now) const { return now >= next_; }

  // 15 s, twice as long each time, at most half an hour. A refusal may be a wrong setting of the mail server,
  // so that is tried again too, but only every hour.
  void wait_after(Delivery delivery, std::uint64_t now) {
    constexpr std::uint64_t kSecond = 1000;
    const std::uint64_t longer =
        std::min<std::uint64_t>(15 * kSecond << std::min(failures_, 10u), 1800 * kSecond);
    ++failures_;
    next_ = now + (delivery == Delivery::refused ? 3600 * kSecond : longer);
  }
  void reset() { *this = Patience{}; }

 private:
  unsigned failures_ = 0;
  std::uint64_t next_ = 0;  // unix ms
};

}  // namespace portal::server
