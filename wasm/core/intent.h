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
    keep_recovery_key,
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
    recover,
    disown,   // the recovery by somebody else
    restore,  // with the password from before it
    renew_recovery_key,
    remind_me,  // argument: months
    reveal,     // field
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
