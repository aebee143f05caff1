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
  session_ended,
  other_sessions_ended,
  typing_kept,
  device_named,
  new_device_mail_on,
  new_device_mail_off,
  recovery_key_renewed,
  data_saved,
  item_deleted,  // of: its name in wire
  voluntary_deleted,
  other_version_kept,
  export_ready,
  cancelled,
  export_is_yours,
  export_is_whole,
  will_be_deleted,  // of: when, in unix seconds
  deletion_cancelled,
  everybody_signed_out,
  code_shown,  // of: six digits
  frame_allowed,
  frame_denied,
  reset_waits,  // of: until when, in unix seconds
  reset_cancelled,
  account_set_up,
  other_vault_accepted,
  led_to_entry,  // the one that is chosen in the activity
  // alerts about what was typed
  not_an_email_address,
  not_this_address,
  password_too_weak,
  password_too_common,
  passwords_differ,
  password_too_long,
  password_unreadable,
  not_a_device_name,
  incomplete_recovery_key,
  no_file,
  not_a_key_line,
  passphrase_needed,
  erasure_not_understood,
  group_does_not_match,  // of: its number
  card_number,
  value_too_long,
  value_unreadable,
  // alerts about what came back
  wrong_login,
  wrong_current_password,
  wrong_recovery_key,
  wrong_password,
  wrong_previous_password,
  wrong_previous_key,
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
  cannot_delete_now,
  changed_but_signed_out,
  ready_but_signed_out,
  could_not_copy,
  passphrase_not_copied,
  file_not_saved,
  could_not_stay,
  file_not_read,
  wrong_passphrase,
  export_of_another,
  export_is_broken,
  no_memory_for_file,
  no_memory_to_seal,
  file_asks_too_much,
  no_memory,
  data_changed_elsewhere,
  data_not_heard_yet,
  data_full,
  data_of_other_version,
  code_expired,
  request_expired,
  frame_not_allowed,
  site_not_listed,
  incident,
  another_vault,
};

struct Told {
  Notice notice = Notice::none;
  std::string of = {};

  bool operator==(const Told&) const = default;
};

}  // namespace portal::core
