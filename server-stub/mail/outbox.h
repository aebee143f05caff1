// Where mails wait, in the database, from the transaction that owes them until the spool has them.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "server-stub/app/outgoing_mail.h"
#include "shared/base/result.h"

namespace portal::server {

struct WaitingMail {
  std::uint64_t id;                  // random, or otherwise never used twice
  std::uint64_t made;                // unix milliseconds
  std::optional<OutgoingMail> mail;  // nothing: it can never be read again
};

class Outbox {
 public:
  virtual ~Outbox() = default;
  // The oldest, at most `most`. They stay until they are forgotten.
  virtual Result<std::vector<WaitingMail>> take(std::size_t most) = 0;
  virtual Status forget(std::uint64_t id) = 0;
};

}  // namespace portal::server
