// The screens, their addresses, and who may see them.
#pragma once

#include <optional>
#include <string_view>

namespace portal::core {

enum class Place {
  opening,
  sign_in,
  sign_up,
  finish,
  recovery_key,
  recovery_key_check,
  recovery,
  framed,  // inside somebody else's page: no password is asked for there
  overview,
  subscriptions,
  change_password,
  sessions,
  my_data,
  who_can_read,
  make_export,
  verify,
  delete_account,
  cancel_deletion,  // by the mailed link
  not_me,           // somebody else used the recovery key
  reset,            // starting again, without password and recovery key
  reset_confirm,
  reset_cancel,
  reset_finish,
  pair,  // a frame on another site asks for permission
  activity,
};

std::string_view path_of(Place place);
std::string_view screen_of(Place place);  // the name that data-screen carries
bool needs_session(Place place);

// An address that the portal serves but has no screen of its own for is the overview.
Place place_at(std::string_view path);

}  // namespace portal::core
