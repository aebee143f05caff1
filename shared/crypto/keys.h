// One type for each key, so that none is used for another's purpose.
#pragma once

#include "shared/base/fixed.h"
#include "shared/base/secret.h"

namespace portal {

using AccountId = Fixed<16>;

// What the person has.
struct ExportKey {  // from OPAQUE: the password, as the client alone knows it
  Secret bytes;     // 64
};
struct RecoverySecret {  // what the recovery sheet says
  Secret bytes;          // 16
};

// The random key that everything of the owner hangs on, in its version a.
struct MasterKey {
  Secret bytes;  // 32
};

// What is kept sealed is sealed by collection; each collection has a random key of its own.
struct CollectionWrapKey {  // wraps collection keys
  Secret bytes;             // 32
};
struct CollectionKey {  // CK, in its version c: seals records
  Secret bytes;         // 32
};

// Keys that wrap the master key.
struct PasswordKek {
  Secret bytes;  // 32
};
struct RecoveryKek {
  Secret bytes;  // 32
};

// Sessions.
struct SessionKey {  // from OPAQUE, known to both sides
  Secret bytes;      // 64
};
struct SessionSeed {  // k32: given once by the server where there was no OPAQUE run
  Secret bytes;       // 32
};
struct SessionMacKey {  // K: authenticates the requests of one session
  Secret bytes;         // 32
};

// The server's own.
struct StateKey {  // seals the server's state; from its secrets file
  Secret bytes;    // 32
};
struct BudgetSecret {
  Secret bytes;  // 32
};
struct NetworkSecret {
  Secret bytes;  // 32
};
struct NetworkDayKey {  // under which networks are kept, for one UTC day
  Secret bytes;         // 32
};

}  // namespace portal
