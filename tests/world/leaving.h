// Somebody who is about to delete their account.
#pragma once

#include <algorithm>
#include <memory>

#include "tests/world/people.h"

namespace portal::world {

inline constexpr std::uint64_t kDelay = 72 * kHour;

inline const Mail* find_mail(const std::vector<Mail>& mails, server::MailKind kind) {
  const auto found =
      std::find_if(mails.begin(), mails.end(), [&](const Mail& mail) { return mail.kind == kind; });
  return found == mails.end() ? nullptr : &*found;
}

struct Leaving {
  Service service;
  Storage storage;
  std::unique_ptr<Device> device;

  Leaving() {
    sign_up(service, storage, kAlice, kOldPassword);
    device = std::make_unique<Device>(service, storage, "/sign-in");
    sign_in(*device, kAlice, kOldPassword);
    device->go("/delete-account");
    device->settle();
    service.read_mail();
  }

  void fill(const std::string& password = kOldPassword) {
    device->fill("Password", password);
    device->settle();
    device->press("I understand that my data cannot be restored");
  }
  void ask() {
    fill();
    device->press("Delete account");
    device->settle();
  }
  // When due and a minute later: whether the account is gone.
  bool is_gone_when_due() {
    service.never_interrupt();
    service.now += kDelay + 60'000;
    service.tidy();
    return !opens(service, kAlice, kOldPassword);
  }
};

}  // namespace portal::world
