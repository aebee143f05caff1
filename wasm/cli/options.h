// The command line, checked before anything is asked or sent. It never holds a secret.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "shared/wire/subscriptions.h"
#include "wasm/core/records/profile.h"

namespace portal::cli {

enum class Command {
  ask_for_sign_up,
  finish_sign_up,
  sign_in,
  show_data,
  set_data,
  clear_data,
  show_subscriptions,
  set_subscription,
  stop_all_mail,
  make_export,
  verify,
  change_password,
  recover,
  delete_account,
  cancel_deletion,
};

struct Options {
  Command command = Command::sign_in;
  std::string server;
  std::string authorities;
  std::string state;  // empty: the usual folder
  bool keeps_state = true;
  bool speaks_json = false;
  std::string login;

  std::optional<int> password_fd;
  std::optional<int> new_password_fd;
  std::optional<int> recovery_key_fd;
  std::optional<int> passphrase_fd;
  std::optional<int> link_fd;

  std::optional<core::Item> item;    // nothing: all of them, or what is voluntary
  std::optional<std::string> value;  // nothing: from standard input
  std::string list;
  wire::Purpose purpose = wire::Purpose::news;
  bool on = false;
  std::string archive;
  std::string key_line;
  std::string file;  // of an export, or a recovery key; empty: none was named
  bool replaces = false;
  bool seals = false;
  bool is_sure = false;
};

// What is to be printed instead of doing anything: help, the version, or what is wrong.
struct Printed {
  std::string text;
  bool is_wrong = false;
};

// `arguments` without the program's name. Looks at PORTAL_SERVER and PORTAL_LOGIN too.
std::variant<Options, Printed> parse_options(const std::vector<std::string>& arguments);

}  // namespace portal::cli
