#include "shared/base/fault.h"

#include <array>

namespace portal {

FaultOnWire on_wire(Fault fault) {
  switch (fault) {
    case Fault::malformed:
      return {"malformed", 400};
    case Fault::unauthenticated:
      return {"unauthenticated", 401};
    case Fault::session_ended:
      return {"session-ended", 401};
    case Fault::step_up_needed:
      return {"step-up-needed", 403};
    case Fault::out_of_scope:
      return {"out-of-scope", 403};
    case Fault::not_found:
      return {"not-found", 404};
    case Fault::conflict:
      return {"conflict", 409};
    case Fault::too_large:
      return {"too-large", 413};
    case Fault::wrong_type:
      return {"wrong-type", 415};
    case Fault::slow_down:
      return {"slow-down", 429};
    case Fault::unavailable:
    case Fault::unreachable:
    case Fault::incident:
    case Fault::no_memory:
      return {"unavailable", 503};
  }
  return {"unavailable", 503};
}

std::optional<Fault> find_fault(std::string_view name) {
  using enum Fault;
  for (Fault fault : std::array{malformed, unauthenticated, session_ended, step_up_needed, out_of_scope,
                                not_found, conflict, too_large, wrong_type, slow_down, unavailable}) {
    if (on_wire(fault).name == name) return fault;
  }
  return std::nullopt;
}

}  // namespace portal
