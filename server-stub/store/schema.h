// The tables, and how a file of an older version gets them.
#pragma once

#include "server-stub/store/database.h"

namespace portal::server {

// Fault::conflict for a file of a newer version.
Status migrate(Database& database);

}  // namespace portal::server
