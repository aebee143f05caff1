#include "shared/log/entry.h"

#include <nlohmann/json.hpp>

#include "shared/base/encoding.h"

namespace portal {

std::string_view type_text(LogType type) {
  switch (type) {
    case LogType::account_created:
      return "account.created";
    case LogType::account_reset:
      return "account.reset";
    case LogType::manifest_started:
      return "manifest.started";
    case LogType::login_ok:
      return "login.ok";
    case LogType::login_failed:
      return "login.failed";
    case LogType::session_ended:
      return "session.ended";
    case LogType::credential_changed:
      return "credential.changed";
    case LogType::recovery_used:
      return "recovery.used";
    case LogType::recovery_renewed:
      return "recovery.renewed";
    case LogType::email_changed:
      return "email.changed";
    case LogType::preference_changed:
      return "preference.changed";
    case LogType::consent_given:
      return "consent.given";
    case LogType::consent_withdrawn:
      return "consent.withdrawn";
    case LogType::unsubscribe_oneclick:
      return "unsubscribe.oneclick";
    case LogType::unsubscribe_mail:
      return "unsubscribe.mail";
    case LogType::export_created:
      return "export.created";
    case LogType::erase_requested:
      return "erase.requested";
    case LogType::erase_cancelled:
      return "erase.cancelled";
    case LogType::entry_erased:
      return "entry.erased";
  }
  return "";
}

Bytes print_entry(const LogEntry& entry, const nlohmann::json& data) {
  const nlohmann::json object = {
      {"actor", entry.actor},
      {"data", data},
      {"salt", encode_base64url(entry.salt)},
      {"seq", entry.sequence},
      {"ts", entry.milliseconds},
      {"type", type_text(entry.type)},
      {"v", 1},
  };
  return bytes_of(object.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
}

Sha256 leaf_hash(View entry) {
  const std::uint8_t leaf = 0;
  return sha256({View{&leaf, 1}, entry});
}

}  // namespace portal
