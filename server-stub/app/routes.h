// Which function answers which route, and how a request becomes a message and a reply a response.
#pragma once

#include "server-stub/app/desk.h"

namespace portal::server {

Response answer_by_route(Desk& desk);

}  // namespace portal::server
