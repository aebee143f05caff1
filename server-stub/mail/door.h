// Where mails leave the house.
#pragma once

#include <string>
#include <string_view>

namespace portal::server {

enum class Delivery {
  sent,
  refused,      // the mail server said 5xx to this mail
  later,        // the mail server said 4xx to this mail
  unreachable,  // no connection, no TLS or no answer: others need not be tried now
};

class Door {
 public:
  Door() = default;
  Door(const Door&) = delete;
  Door& operator=(const Door&) = delete;
  virtual ~Door() = default;

  virtual Delivery deliver(const std::string& from, const std::string& to, std::string_view message) = 0;
  // From another thread: ends a delivery under way, as unreachable.
  virtual void give_up() = 0;
};

}  // namespace portal::server
