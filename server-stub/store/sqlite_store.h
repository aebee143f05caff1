// The store in one SQLite file.
#pragma once

#include <memory>
#include <string>

#include "server-stub/store/interrupt.h"
#include "server-stub/store/store.h"

namespace portal::server {

enum class Writing {
  grouped,   // a thread of its own, one commit for all that wait: for a server with a file
  in_place,  // in the caller's thread, over one connection: for tests
};

struct StoreOptions {
  std::string path;  // or ":memory:", with Writing::in_place only
  Writing writing = Writing::grouped;
  Interrupt interrupt = {};
};

// Opens or makes it and brings its tables up to date. Fault::conflict: made by a newer version of the
// portal; Fault::unavailable: anything else.
Result<std::unique_ptr<Store>> open_sqlite_store(const StoreOptions& options);

}  // namespace portal::server
