// How a command ended: its exit code, and its name in the JSON. Scripts rely on both.
#pragma once

#include <array>
#include <string_view>

#include "wasm/core/notice.h"

namespace portal::cli {

enum class Outcome {
  done,
  failed,         // the server could not do it
  usage,          // the command line, or nothing to ask for a password with
  not_accepted,   // what was typed: a weak password, a card number, an incomplete key
  wrong_proof,    // password, recovery key, link or passphrase is not right
  conflict,       // changed elsewhere in between; nothing was changed here
  unreachable,    // the server is not to be heard, or asks to come later; nothing was changed
  unclear,        // a change was sent and its answer never heard
  incident,       // what an honest server cannot show
  local,          // a file or the memory of this machine
  not_whole,      // an export that was changed, or is none, or of another key
  stopped = 130,  // by a signal; nothing was changed
};

std::string_view name_of(Outcome outcome);
inline int exit_code(Outcome outcome) {
  return static_cast<int>(outcome);
}

// What an alert says, as an outcome. One that is not known here is `failed`.
Outcome outcome_of(core::Notice alert);

}  // namespace portal::cli
