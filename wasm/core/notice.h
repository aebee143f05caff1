// What there is to tell about how something went. `view/wording` has the sentence for each.
#pragma once

#include <string>

namespace portal::core {

enum class Notice {
  none,
  // status
  check_your_email,
  copied,
  account_ready,
  signed_out,
  switched_on,   // of: the purpose
  switched_off,  // of: the purpose
  all_mail_stopped,
  undone,
  password_changed,
  reminder_saved,
  recovery_key_renewed,
  everybody_signed_out,
  // alerts about what was typed
  not_an_email_address,
  password_too_weak,
  password_too_common,
  passwords_differ,
  password_too_long,
  password_unreadable,
  incomplete_recovery_key,
  group_does_not_match,  // of: its number
  // alerts about what came back
  wrong_login,
  wrong_current_password,
  wrong_recovery_key,
  wrong_previous_password,
  link_not_valid,
  too_many_attempts,
  unreachable,
  unavailable,
  nothing_changed,
  changed_elsewhere,
  did_not_hear_back,
  did_not_hear_back_recovering,
  did_not_hear_back_renewing,
  cannot_renew_now,
  changed_but_signed_out,
  ready_but_signed_out,
  could_not_copy,
  no_memory,
  incident,
};

struct Told {
  Notice notice = Notice::none;
  std::string of = {};

  bool operator==(const Told&) const = default;
};

}  // namespace portal::core
