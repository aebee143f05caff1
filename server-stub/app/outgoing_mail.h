// A mail that the portal owes somebody, before it has words.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "shared/wire/codec.h"

namespace portal::server {

enum class MailKind {
  sign_up,
  already_registered,
  password_changed,
  new_device,
  recovery_started,
  recovered,
  deletion_requested,
  deleted,
  reset_requested,
  reset_started,
  reset_ready,
  reminder,
  reset_done,
  frame_changed_mail,
};
constexpr std::array<std::string_view, 14> names_of(MailKind) {
  return {"sign-up",     "already-registered", "password-changed", "new-device",        "recovery-started",
          "recovered",   "deletion-requested", "deleted",          "reset-requested",   "reset-started",
          "reset-ready", "reminder",           "reset-done",       "frame-changed-mail"};
}

struct OutgoingMail {
  MailKind kind;
  std::string to;                        // a normalised login
  std::string link;                      // complete, token in the fragment; empty where the kind has none
  std::optional<std::string> note = {};  // one line of ASCII below the words, for some kinds
  static void fields(auto& m, auto&& field) {
    field("kind", m.kind);
    field("to", m.to);
    field("link", m.link);
    field("note", m.note);
  }
};

}  // namespace portal::server
