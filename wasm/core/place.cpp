#include "wasm/core/place.h"

#include <array>

namespace portal::core {
namespace {

struct Row {
  Place place;
  std::string_view path;
  std::string_view screen;
  bool needs_session;
};

constexpr std::array<Row, 25> kRows{{
    {Place::opening, "/", "sign-in", false},
    {Place::sign_in, "/sign-in", "sign-in", false},
    {Place::sign_up, "/sign-up", "sign-up", false},
    {Place::finish, "/sign-up/finish", "finish", false},
    {Place::recovery_key, "/sign-up/finish", "recovery-key", false},
    {Place::recovery_key_check, "/sign-up/finish", "recovery-key-check", false},
    {Place::recovery, "/recovery", "recovery", false},
    {Place::framed, "/embed", "embed-sign-in", false},
    {Place::overview, "/", "overview", true},
    {Place::subscriptions, "/subscriptions", "subscriptions", true},
    {Place::change_password, "/change-password", "change-password", true},
    {Place::sessions, "/sessions", "sessions", true},
    {Place::my_data, "/my-data", "my-data", true},
    {Place::who_can_read, "/who-can-read", "who-can-read", false},
    {Place::make_export, "/export", "export", true},
    {Place::verify, "/verify", "verify", false},
    {Place::delete_account, "/delete-account", "delete-account", true},
    {Place::cancel_deletion, "/delete-account/cancel", "cancel-deletion", false},
    {Place::not_me, "/not-me", "not-me", false},
    {Place::reset, "/reset", "reset", false},
    {Place::reset_confirm, "/reset/confirm", "reset-confirm", false},
    {Place::reset_cancel, "/reset/cancel", "reset-cancel", false},
    {Place::reset_finish, "/reset/finish", "reset-finish", false},
    {Place::pair, "/pair", "pair", true},
    {Place::activity, "/activity", "activity", true},
}};

const Row& row_of(Place place) {
  return kRows[static_cast<std::size_t>(place)];
}

}  // namespace

std::string_view path_of(Place place) {
  return row_of(place).path;
}
std::string_view screen_of(Place place) {
  return row_of(place).screen;
}
bool needs_session(Place place) {
  return row_of(place).needs_session;
}

Place place_at(std::string_view path) {
  for (const Row& row : kRows) {
    if (row.place != Place::opening && row.path == path) return row.place;
  }
  return Place::overview;
}

}  // namespace portal::core
