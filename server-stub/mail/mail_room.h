// From the outbox to the spool, and from the spool out of the door. Whatever stops it, no mail is lost: a row
// is forgotten when its file is on the disk, a file is removed when the mail server has taken the mail.
#pragma once

#include <functional>
#include <map>
#include <memory>

#include "server-stub/mail/door.h"
#include "server-stub/mail/message.h"
#include "server-stub/mail/outbox.h"
#include "server-stub/mail/patience.h"
#include "server-stub/mail/spool.h"

namespace portal::server {

// What one round did: numbers for the log, no addresses.
struct MailCounts {
  std::size_t spooled = 0;
  std::size_t sent = 0;
  std::size_t refused = 0;      // by the mail server; kept and tried again
  std::size_t later = 0;        // asked to come back
  std::size_t unreachable = 0;  // 1: the mail server did not answer
  std::size_t expired = 0;      // removed after 24 hours
  std::size_t unfit = 0;        // rows that make no mail; dropped
  std::size_t stuck = 0;        // 1: the outbox or the spool failed; nothing is lost
  bool operator==(const MailCounts&) const = default;
};

class MailRoom {
 public:
  // Without a door mails stay in the spool for whoever reads it.
  MailRoom(Outbox& outbox, Spool spool, Sender sender, Door* door, Random& random);

  // `is_stopping` is asked before each mail.
  MailCounts walk_round(std::uint64_t now, const std::function<bool()>& is_stopping);

 private:
  void empty_outbox(std::uint64_t now, const std::function<bool()>& is_stopping, MailCounts& counts);
  void empty_spool(std::uint64_t now, const std::function<bool()>& is_stopping, MailCounts& counts);
  bool spool_one(const WaitingMail& waiting, MailCounts& counts);
  Delivery deliver_one(const std::string& name);

  Outbox& outbox_;
  Spool spool_;
  Sender sender_;
  Door* door_;
  Random& random_;
  Patience with_door_;
  std::map<std::string, Patience> with_mail_;  // by the name of its file
};

}  // namespace portal::server
