// What a command has to say: text for people, or one JSON object (portal(1), "JSON"). Additions are free,
// anything else is a breaking change.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "shared/wire/codec.h"
#include "shared/wire/subscriptions.h"
#include "wasm/cli/outcome.h"

namespace portal::cli {

struct AccountReport {
  std::string login;
  std::string realm;
  std::uint64_t created = 0;  // unix seconds, as all of these
  std::uint64_t password_changed = 0;
  std::uint64_t signed_in = 0;
  std::optional<std::uint64_t> signed_in_before;
  std::uint32_t credential_version = 0;
  std::uint32_t amk_version = 0;
  std::uint32_t recovery_version = 0;
  std::string key_line;
  std::optional<std::uint64_t> delete_due;
  static void fields(auto& m, auto&& field) {
    field("login", m.login);
    field("realm", m.realm);
    field("created", m.created);
    field("password_changed", m.password_changed);
    field("signed_in", m.signed_in);
    field("signed_in_before", m.signed_in_before);
    field("credential_version", m.credential_version);
    field("amk_version", m.amk_version);
    field("recovery_version", m.recovery_version);
    field("key_line", m.key_line);
    field("delete_due", m.delete_due);
  }
};

struct ItemReport {
  std::string field_name;
  std::string value;
  std::string source;
  std::uint64_t changed = 0;
  static void fields(auto& m, auto&& field) {
    field("field", m.field_name);
    field("value", m.value);
    field("source", m.source);
    field("changed", m.changed);
  }
};

struct ArchiveReport {
  std::string realm;
  std::uint64_t made = 0;
  std::uint64_t files = 0;
  std::string key_line;
  static void fields(auto& m, auto&& field) {
    field("realm", m.realm);
    field("made", m.made);
    field("files", m.files);
    field("key_line", m.key_line);
  }
};

struct Report {
  Outcome outcome = Outcome::done;
  std::string says = {};  // a sentence; may be empty
  std::string text = {};  // for people only: what is shown before the sentence

  std::optional<AccountReport> account = {};
  std::optional<std::vector<ItemReport>> data = {};
  std::optional<wire::Subscriptions> subscriptions = {};
  std::optional<std::string> file = {};
  std::optional<std::string> passphrase = {};
  std::optional<ArchiveReport> archive = {};
  std::optional<std::uint64_t> delete_due = {};
  static void fields(auto& m, auto&& field) {
    const std::string outcome(name_of(m.outcome));
    const auto exit = static_cast<std::uint32_t>(exit_code(m.outcome));
    field("outcome", outcome);
    field("exit", exit);
    field("says", m.says);
    field("account", m.account);
    field("data", m.data);
    field("subscriptions", m.subscriptions);
    field("file", m.file);
    field("passphrase", m.passphrase);
    field("archive", m.archive);
    field("delete_due", m.delete_due);
  }
};

std::string print_json(const Report& report);  // with a line break

}  // namespace portal::cli
