#include "wasm/cli/outcome.h"

namespace portal::cli {

std::string_view name_of(Outcome outcome) {
  constexpr std::array<std::string_view, 11> kNames{"done",        "failed",   "usage",       "not-accepted",
                                                    "wrong-proof", "conflict", "unreachable", "unclear",
                                                    "incident",    "local",    "not-whole"};
  return outcome == Outcome::stopped ? "stopped" : kNames[static_cast<std::size_t>(outcome)];
}

Outcome outcome_of(core::Notice alert) {
  using enum core::Notice;
  switch (alert) {
    case not_an_email_address:
    case password_too_weak:
    case password_too_common:
    case passwords_differ:
    case password_too_long:
    case password_unreadable:
    case not_a_device_name:
    case incomplete_recovery_key:
    case not_a_key_line:
    case no_file:
    case erasure_not_understood:
    case group_does_not_match:
    case card_number:
    case value_too_long:
    case value_unreadable:
    case data_full:
      return Outcome::not_accepted;
    case passphrase_needed:
    case wrong_login:
    case wrong_current_password:
    case wrong_recovery_key:
    case wrong_password:
    case wrong_previous_password:
    case wrong_passphrase:
    case link_not_valid:
      return Outcome::wrong_proof;
    case changed_elsewhere:
    case data_changed_elsewhere:
    case cannot_renew_now:
      return Outcome::conflict;
    case too_many_attempts:
    case unreachable:
      return Outcome::unreachable;
    case did_not_hear_back:
    case did_not_hear_back_recovering:
    case did_not_hear_back_renewing:
    case data_not_heard_yet:
      return Outcome::unclear;
    case incident:
      return Outcome::incident;
    case file_not_saved:
    case file_not_read:
    case could_not_copy:
    case passphrase_not_copied:
    case no_memory_for_file:
    case no_memory:
      return Outcome::local;
    case export_of_another:
    case export_is_broken:
      return Outcome::not_whole;
    case none:
    case changed_but_signed_out:  // it is done, only the sign-in after it failed
    case ready_but_signed_out:
      return Outcome::done;
    default:
      return Outcome::failed;
  }
}

}  // namespace portal::cli
