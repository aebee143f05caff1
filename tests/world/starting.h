// Somebody who has neither password nor recovery key, and starts again with an empty vault.
#pragma once

#include <algorithm>
#include <memory>

#include "tests/world/people.h"

namespace portal::world {

inline constexpr std::uint64_t kAnHour = 3'600'000;
inline constexpr std::uint64_t kWait = 72 * kAnHour;

// The last mail of that kind; its link is empty if there is none.
inline Mail last_mail(Service& service, server::MailKind kind) {
  Mail last{kind, {}, {}, {}};
  for (const Mail& mail : service.read_mail()) {
    if (mail.kind == kind) last = mail;
  }
  return last;
}

struct Starting {
  Service service;
  Storage old_storage;  // of a device that knows the account
  Storage storage;
  std::string key;
  std::string next;
  std::unique_ptr<Device> device;

  Starting() : key(sign_up(service, old_storage, kAlice, kOldPassword)) {
    service.read_mail();
    service.now += 1;  // another device draws other random bytes
    device = std::make_unique<Device>(service, storage, "/recovery");
  }

  // Everything up to the link that says that it may wait now.
  std::string ask() {
    device->go("/reset");
    device->fill("Email address", kAlice);
    device->press("Send link");
    device->settle();
    return fragment_of(last_mail(service, server::MailKind::reset_requested).link);
  }
  // The link that cancels it.
  std::string confirm(const std::string& link) {
    device->go("/reset/confirm", link);
    device->press("Confirm");
    device->settle();
    return fragment_of(last_mail(service, server::MailKind::reset_started).link);
  }
  // The second link, when its time has come; nothing if the reset was cancelled.
  std::string wait() {
    service.now += kWait;
    service.tidy();
    return fragment_of(last_mail(service, server::MailKind::reset_ready).link);
  }
  std::string be_ready() {
    confirm(ask());
    return wait();
  }
  void fill(const std::string& password = kNewPassword) {
    device->fill("Email address", kAlice);
    device->fill("Password", password);
    device->fill("Repeat password", password);
    device->settle();
  }
  // From the form to the last answer.
  void finish(const std::string& link) {
    device->go("/reset/finish", link);
    if (device->heading() != "Start again") return;
    fill();
    device->press("Continue");
    device->settle();
    next = write_down(*device);
    if (!next.empty()) device->press("Set up my account");
    device->settle();
  }
  bool is_reset() { return opens(service, kAlice, kNewPassword); }
};

}  // namespace portal::world
