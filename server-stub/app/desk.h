// What one request has at hand while it is worked on.
#pragma once

#include "server-stub/app/app.h"
#include "server-stub/app/outgoing_mail.h"
#include "shared/opaque/identities.h"

namespace portal::server {

// The one cost of password stretching, by its number on the wire: Argon2id, t=3, m=64 MiB, p=1.
inline constexpr std::uint32_t kStretchProfile = 1;
inline constexpr Milliseconds kKnownLasts = 180 * kDay;
inline constexpr Milliseconds kAttemptLasts = kMinute;

// "2026-11-25 14:05 UTC": for mails.
std::string print_utc(Milliseconds milliseconds);

struct Desk {
  Store& store;
  const Secrets& secrets;
  const MailerKey& mailer_key;
  const Site& site;
  Random& random;
  const Settings& settings;
  NetworkKeys& network_keys;
  const Request& request;
  Milliseconds now;

  // Set on the way, for the answer.
  Milliseconds wait = 0;
  bool has_mailed = false;

  bool is_limited() const { return settings.limits == Limits::normal; }
  Fault slow_down(Wait until) {
    wait = until.milliseconds;
    return Fault::slow_down;
  }

  template <std::size_t size>
  Fixed<size> make() {
    Fixed<size> made;
    random.fill(made);
    return made;
  }
  LogDraft draft(LogType type, nlohmann::json data, std::string actor = "owner");
  SealedMail mail(MailKind kind, const std::string& to, std::string link = {}, std::string note = {});
  std::string link(std::string_view path, const wire::LinkToken& token) const;
  std::optional<KnownDevice> known_device(const std::optional<wire::Hash>& token_hash) const;

  // PROTOCOL.md, "Identities": the realm, and the normalised login.
  opaque::Identities identities(const std::string& login) const {
    return {.server = view_of(secrets.realm), .client = view_of(login)};
  }
};

}  // namespace portal::server
