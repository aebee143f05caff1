// Somebody whose vault was emptied by another, and who has the old password and the old recovery key.
#pragma once

#include "tests/world/keeping.h"
#include "tests/world/starting.h"

namespace portal::world {

inline const std::string kThird = "a third one, quite another";

// The thief has the mailbox: she has made a vault of hers. The owner has found the last mail.
struct Emptied : Starting {
  std::string link;
  std::unique_ptr<Device> owner;

  Emptied() {
    {
      Device old(service, old_storage, "/my-data");
      sign_in(old, kAlice, kOldPassword);
      save(old, {{"Name", "Anna"}});
    }
    finish(be_ready());
    REQUIRE(device->heading() == "Overview");
    device->go("/my-data");
    device->settle();
    save(*device, {{"Name", "Mallory"}});
    link = fragment_of(last_mail(service, server::MailKind::reset_done).link);
    service.now += 1;
    owner = std::make_unique<Device>(service, old_storage, "/not-me", link);
  }

  void lock() {
    owner->go("/not-me", link);
    if (owner->heading() != "Was this not you?") return;
    owner->press("Sign everybody out");
    owner->settle();
  }
  std::string restore(const std::string& password, const std::string& recovery_key = "") {
    if (owner->heading() != "Get your account back") return {};
    owner->fill("Email address", kAlice);
    owner->fill("Password from before", password);
    owner->fill("Recovery key from before", recovery_key);
    owner->fill("New password", kThird);
    owner->fill("Repeat new password", kThird);
    owner->press("Get my account back");
    owner->settle();
    const std::string next_key = write_down(*owner);
    if (!next_key.empty()) owner->press("Get my account back");
    owner->settle();
    return next_key;
  }
  std::string name_kept() {
    Storage fresh;
    Device other(service, fresh, "/my-data");
    sign_in(other, kAlice, kThird);
    return other.heading() == "My data" ? other.value("Name") : "not signed in";
  }
};

}  // namespace portal::world
