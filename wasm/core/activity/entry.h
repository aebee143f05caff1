// One entry of the activity log, read strictly from the bytes that were hashed (PROTOCOL.md, "Activity log").
//
// Of its data only what the screen tells is taken. A type, or a value, that this program does not know is
// `other`: a newer server may have written it. A shape that no server writes is malformed.
#pragma once

#include <cstdint>
#include <string>

#include "shared/base/bytes.h"
#include "shared/base/result.h"
#include "shared/crypto/hash.h"

namespace portal::core {

enum class What : std::uint8_t {
  account_created,
  account_reset,
  signed_in,
  failed_sign_ins,  // number: how many
  session_ended,
  other_sessions_ended,  // number: how many
  password_changed,
  recovery_key_used,
  recovery_key_renewed,
  export_created,
  deletion_requested,  // number: when it is due, unix seconds
  deletion_cancelled,
  follow_up_on,  // of: the list; on and off in turn, in the order of wire::Purpose
  follow_up_off,
  news_on,
  news_off,
  marketing_on,
  marketing_off,
  all_mail_stopped,
  mail_undone,
  entry_erased,
  erased,  // its bytes are gone
  other,
};
inline constexpr std::size_t kWhats = 23;

enum class Who : std::uint8_t { owner, system, mailer, support, other };

// How, or from where.
enum class Whence : std::uint8_t {
  nowhere,  // there is nothing to tell
  password,
  frame_with_password,
  frame_by_pairing,
  kept_device,
  this_session,
  another_session,
  wrong_passwords,
  mailed_link,
  disowning,
  reset,
  portal,
  embed,
  one_click,
  reply,
  other,
};

enum class ActivityKind : std::uint8_t { all, sign_ins, keys, mail, account, other };
inline constexpr std::size_t kActivityKinds = 6;
ActivityKind kind_of(What what);

struct LogLine {
  std::uint64_t milliseconds = 0;  // since 1970
  What what = What::other;
  Who who = Who::other;
  Whence whence = Whence::nowhere;
  std::uint64_t number = 0;
  std::string list = {};  // id of a mailing list
};

inline constexpr std::uint64_t kLastMillisecond = 253'402'300'799'999;  // of the year 9999

// `sequence`: the number that it must have.
Result<LogLine> read_entry(View bytes, std::uint64_t sequence);

// RFC 9162 §2.1.1: whether the entry hashes to what the server says.
bool is_leaf(View entry, const Sha256& leaf);

}  // namespace portal::core
