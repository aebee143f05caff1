// The front door: which request goes to the app and which to the static files, and what every answer carries.
#pragma once

#include "server-stub/app/app.h"
#include "server-stub/http/assets.h"
#include "server-stub/http/headers.h"
#include "server-stub/http/listener.h"

namespace portal::server {

// All three outlive the service.
Service make_front(App& app, const Assets& assets, const HeaderPolicy& policy);

}  // namespace portal::server
