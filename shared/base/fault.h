// The one closed list of what can go wrong between the two sides, with its name and HTTP status on the wire.
#pragma once

#include <optional>
#include <string_view>

namespace portal {

enum class Fault {
  malformed,        // 400: not what the description of the message says
  unauthenticated,  // 401: wrong proof, whichever part of it
  session_ended,    // 401: the session is unknown, idle, replayed or over
  step_up_needed,   // 403: the password must be proved again for this
  out_of_scope,     // 403: this kind of session may not
  not_found,        // 404
  conflict,         // 409: something changed in between
  too_large,        // 413
  wrong_type,       // 415
  slow_down,        // 429: a budget is used up
  unavailable,      // 503: the store or something behind it failed
  // Never on the wire:
  unreachable,  // the other side did not answer, or not in time
  incident,     // the other side showed something that an honest one cannot
  no_memory,    // this machine cannot give the memory that is needed
};

struct FaultOnWire {
  std::string_view name;
  int status;
};

// The last three have no name on the wire: `unavailable` stands for them.
FaultOnWire on_wire(Fault fault);
std::optional<Fault> find_fault(std::string_view name);

}  // namespace portal
