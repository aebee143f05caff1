// PROTOCOL.md, "Staying signed in".
#pragma once

#include "server-stub/app/sessions.h"
#include "shared/wire/device.h"

namespace portal::server {

Result<wire::DeviceEnrolment> device_enrol(Desk& desk, const Visitor& visitor,
                                           const wire::DeviceEnrol& message);
Result<wire::DeviceUnlocked> device_unlock(Desk& desk, const wire::DeviceUnlock& message);

}  // namespace portal::server
