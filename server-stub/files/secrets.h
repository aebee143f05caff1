// secrets.json: made at the first start, read at every other, never changed.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "server-stub/app/secrets.h"
#include "server-stub/files/refusal.h"
#include "shared/base/random.h"

namespace portal::server {

struct RealmChoice {
  std::optional<std::string> given;  // --realm
  std::string otherwise;             // the public URL's host, which counts at the first start only
};

struct OpenedSecrets {
  Secrets secrets;
  bool made_now;          // then say kBackUpNotice, once
  bool locked_in_memory;  // false: the system did not allow it, and they may be swapped out
};

inline constexpr std::string_view kBackUpNotice =
    "secrets.json was made in the data folder. Back it up now: without it nobody can sign in.";

// Refuses a file that others may read, that is damaged or of another realm, and to make a new one beside a
// database that needs the old. `now`: unix seconds.
OrRefusal<OpenedSecrets> open_secrets(const std::filesystem::path& data_folder, const RealmChoice& realm,
                                      std::uint64_t now, Random& random);

// mailer.key: 32 random bytes as text, made when missing. An operator may replace it.
OrRefusal<MailerKey> open_mailer_key(const std::filesystem::path& data_folder, Random& random);

}  // namespace portal::server
