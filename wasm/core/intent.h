// What pressing something means.
#pragma once

#include <string>

#include "wasm/core/field.h"

namespace portal::core {

struct Intent {
  enum class Do {
    nothing,
    go,         // argument: path
    send_link,  // sign-up
    send_reset_link,
    confirm_reset,
    cancel_reset,
    set_up_again,
    accept_other_vault,
    choose_password,
    show_recovery_key,
    check_recovery_key,
    keep_recovery_key,
    copy_recovery_key,
    print_recovery_key,
    save_recovery_key,
    sign_in,
    sign_out,
    switch_staying,  // signed in on this device
    stay_signed_in,  // after "Still there?"
    switch_purpose,  // argument: list/purpose
    stop_all_mail,
    undo,
    change_password,
    recover,
    disown,   // the recovery by somebody else
    restore,  // with the password from before it
    renew_recovery_key,
    remind_me,    // argument: months
    end_session,  // argument: its sid
    end_device,   // argument: hash of its token
    end_other_sessions,
    name_device,
    switch_new_device_mail,
    read_activity,    // on
    choose_activity,  // argument: of which kind
    save_data,
    delete_item,  // field
    clear_voluntary,
    undo_data,
    keep_mine,
    take_theirs,
    explain,  // field
    understand_erasure,
    delete_account,
    cancel_deletion,
    save_erase_receipt,
    reveal,  // field
    cancel,
    create_export,
    protect_export,  // with a passphrase, or not
    copy_passphrase,
    check_export,
    pair_frame,  // its link was followed
    allow_frame,
    deny_frame,
    choose_theme,  // argument: system, light, dark
    choose_view,   // argument: automatic, html, canvas
  };

  Do action = Do::nothing;
  std::string argument = {};
  Field field = Field::email;

  bool operator==(const Intent&) const = default;
};

}  // namespace portal::core
