// Things that people do, in the words of the screens.
#pragma once

#include <string>

#include "tests/world/device.h"

namespace portal::world {

inline const std::string kAlice = "alice@example.org";
inline const std::string kOldPassword = "correct horse battery";
inline const std::string kNewPassword = "staple of the new kind";

std::string fragment_of(const std::string& link);

// From the mailed link to a ready account, at a device of its own; false if that got stuck.
bool finish_sign_up(Device& device, const std::string& password);
// The recovery key that is on the screen, copied, and its two groups typed; empty if there is none.
std::string write_down(Device& device);
// The recovery key of the new account.
std::string sign_up(Service& service, Storage& storage, const std::string& login,
                    const std::string& password);

void sign_in(Device& device, const std::string& login, const std::string& password);
bool opens(Service& service, const std::string& login, const std::string& password);  // at a new device

void change_password(Device& device, const std::string& from, const std::string& to);

void fill_recovery(Device& device, const std::string& login, const std::string& key,
                   const std::string& password);
// From the form to the last answer; the next recovery key, or nothing if it got stuck before it was shown.
std::string recover(Device& device, const std::string& login, const std::string& key,
                    const std::string& password);
// Whether that recovery key of Alice gets as far as the next one, at a new device; it is not used up by that.
bool is_current(Service& service, const std::string& key);

}  // namespace portal::world
