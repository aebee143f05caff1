// Sessions, the use of one by a request, and the step-up inside one.
#pragma once

#include <vector>

#include "server-stub/store/values.h"
#include "shared/wire/login.h"

namespace portal::server {

inline constexpr Milliseconds kSessionIdle = 15 * kMinute;
inline constexpr Milliseconds kSessionLongest = 12 * kHour;

// A living session with what belongs to its owner.
struct SessionRow {
  wire::SessionId sid;
  wire::AccountId account;
  wire::Scope scope;
  Bytes sealed_key;
  Milliseconds created;
  std::string login;
  std::uint32_t credential_version;
  wire::RegistrationRecord record;
  std::uint32_t amk_version;
  wire::PublicKey owner_key;
};

// One authenticated request. Each verb that takes it marks the number in the transaction of its effect, and
// is Fault::session_ended if the session is over or the number was used before. The mark stays where the
// effect fails.
struct SessionUse {
  wire::SessionId sid;
  std::uint64_t sequence;
  Milliseconds now;
};

struct StepUpAttempt {
  wire::AttemptId id;
  wire::Operation operation;
  Bytes sealed_state;
};
struct NewStepUpAttempt {
  StepUpAttempt attempt;
  std::optional<Charge> charge;
  Milliseconds expires;
};

enum class SessionFate { lives, ended };

struct DeviceRow {
  wire::SessionId sid;
  std::string device;
  Milliseconds created;
  Milliseconds seen;
  wire::Scope scope;
};
// A device that stays signed in, while no session of it lives.
struct KeptDeviceRow {
  wire::Hash token_hash;
  std::string device;
  Milliseconds created;
  Milliseconds expires;
};
struct SessionRows {
  std::vector<DeviceRow> rows;         // alive; the newest first
  std::vector<KeptDeviceRow> devices;  // likewise
  bool mails_new_device;
};

struct AccountRow {
  std::string login;
  Milliseconds created;
  Milliseconds password_changed;
  std::uint32_t remind_months;
  Milliseconds signed_in;
  std::optional<Milliseconds> signed_in_before;
  std::uint32_t sessions;
  std::optional<Milliseconds> erase_due;
  std::optional<Milliseconds> recovered_until;
  std::optional<Milliseconds> vault_kept_until;
  std::optional<Milliseconds> reset_due;
};

}  // namespace portal::server
