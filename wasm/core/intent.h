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
    choose_password,
    show_recovery_key,
    check_recovery_key,
    create_account,
    copy_recovery_key,
    print_recovery_key,
    save_recovery_key,
    sign_in,
    sign_out,
    stay_signed_in,
    switch_purpose,  // argument: list/purpose
    stop_all_mail,
    undo,
    change_password,
    remind_me,    // argument: months
    end_session,  // argument: its sid
    end_other_sessions,
    name_device,
    switch_new_device_mail,
    understand_erasure,
    delete_account,
    cancel_deletion,
    save_erase_receipt,
    reveal,  // field
    cancel,
    choose_theme,  // argument: system, light, dark
    choose_view,   // argument: automatic, html, canvas
  };

  Do action = Do::nothing;
  std::string argument = {};
  Field field = Field::email;

  bool operator==(const Intent&) const = default;
};

}  // namespace portal::core
