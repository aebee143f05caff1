// One entry of the activity log that the server keeps about an account, as the exact bytes that are hashed.
//
//   {"actor":"owner","data":{…},"salt":"<b64url>","seq":0,"ts":1700000000123,"type":"login.ok","v":1}
//
// Sorted keys, no spaces, integers only, UTF-8. Whoever reads hashes the bytes received and never prints
// anew.
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

#include "shared/base/bytes.h"
#include "shared/base/fixed.h"
#include "shared/crypto/hash.h"

namespace portal {

enum class LogType {
  account_created,
  account_reset,
  manifest_started,
  login_ok,
  login_failed,
  session_ended,
  credential_changed,
  recovery_used,
  recovery_renewed,
  email_changed,
  preference_changed,
  consent_given,
  consent_withdrawn,
  unsubscribe_oneclick,
  unsubscribe_mail,
  export_created,
  erase_requested,
  erase_cancelled,
  entry_erased,
};
std::string_view type_text(LogType type);

struct LogEntry {
  std::string actor;  // owner, system, mailer or support:<id>
  LogType type;
  std::uint64_t sequence;
  std::uint64_t milliseconds;  // since 1970
  Fixed<16> salt;              // random: makes the hash of an erased entry unguessable
};

// `data` is an object of strings, integers, booleans and objects of these. Invalid UTF-8 becomes U+FFFD.
Bytes print_entry(const LogEntry& entry, const nlohmann::json& data);

// RFC 9162 §2.1.1: SHA-256(00 ‖ entry).
Sha256 leaf_hash(View entry);

}  // namespace portal
