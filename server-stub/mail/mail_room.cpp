#include "server-stub/mail/mail_room.h"

namespace portal::server {
namespace {

constexpr std::size_t kAtOnce = 64;

}  // namespace

MailRoom::MailRoom(Outbox& outbox, Spool spool, Sender sender, Door* door, Random& random)
    : outbox_(outbox), spool_(std::move(spool)), sender_(std::move(sender)), door_(door), random_(random) {}

MailCounts MailRoom::walk_round(std::uint64_t now, const std::function<bool()>& is_stopping) {
  MailCounts counts;
  empty_outbox(now, is_stopping, counts);
  counts.expired += spool_.remove_old(now);
  if (door_) empty_spool(now, is_stopping, counts);
  return counts;
}

void MailRoom::empty_outbox(std::uint64_t now, const std::function<bool()>& is_stopping, MailCounts& counts) {
  while (!is_stopping()) {
    const auto waiting = outbox_.take(kAtOnce);
    if (!waiting) {
      counts.stuck = 1;
      return;
    }
    for (const WaitingMail& mail : *waiting) {
      if (is_stopping()) return;
      const bool is_old = mail.made <= now && now - mail.made >= kSpoolLifetime;
      if (is_old) ++counts.expired;
      if (!is_old && !spool_one(mail, counts)) return;
      if (!outbox_.forget(mail.id)) {
        counts.stuck = 1;
        return;
      }
    }
    if (waiting->size() < kAtOnce) return;
  }
}

// False: the spool failed, and the row has to stay.
bool MailRoom::spool_one(const WaitingMail& waiting, MailCounts& counts) {
  const auto message = waiting.mail ? compose(*waiting.mail, sender_, waiting.made, random_)
                                    : Result<std::string>(Fault::malformed);
  if (!message) {
    ++counts.unfit;
    return true;
  }
  if (!spool_.put(waiting.made, waiting.id, *message)) {
    counts.stuck = 1;
    return false;
  }
  ++counts.spooled;
  return true;
}

void MailRoom::empty_spool(std::uint64_t now, const std::function<bool()>& is_stopping, MailCounts& counts) {
  const auto names = spool_.names();
  std::map<std::string, Patience> still_there;
  for (const std::string& name : names) {
    const auto known = with_mail_.find(name);
    if (known != with_mail_.end()) still_there.insert(*known);
  }
  with_mail_ = std::move(still_there);

  for (const std::string& name : names) {
    if (is_stopping() || !with_door_.is_due(now)) return;
    Patience& patience = with_mail_[name];
    if (!patience.is_due(now)) continue;
    const Delivery delivery = deliver_one(name);
    if (delivery == Delivery::unreachable) {
      if (!is_stopping()) counts.unreachable = 1;
      with_door_.wait_after(delivery, now);
      return;
    }
    with_door_.reset();
    if (delivery == Delivery::sent) {
      spool_.remove(name);
    } else {
      patience.wait_after(delivery, now);
    }
    ++(delivery == Delivery::sent      ? counts.sent
       : delivery == Delivery::refused ? counts.refused
                                       : counts.later);
  }
}

Delivery MailRoom::deliver_one(const std::string& name) {
  const auto message = spool_.read(name);
  if (!message) return Delivery::later;
  const std::string_view text = text_of(message->reveal());
  const auto to = find_recipient(text);
  if (!to) return Delivery::refused;
  return door_->deliver(sender_address(sender_), *to, text);
}

}  // namespace portal::server
