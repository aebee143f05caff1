#include "server-stub/files/secrets.h"

#include <sodium.h>

#include "server-stub/files/secrets_text.h"
#include "server-stub/files/whole_file.h"
#include "shared/base/encoding.h"

namespace portal::server {
namespace {

namespace fs = std::filesystem;

// Kept out of the swap space and of core dumps for as long as the process lives.
bool lock_in_memory(Secrets& secrets) {
  bool locked = true;
  for (Secret* secret :
       {&secrets.opaque.oprf_seed, &secrets.opaque.server_private_key.bytes, &secrets.session_key.bytes,
        &secrets.outbox_key.bytes, &secrets.budget_secret.bytes, &secrets.network_secret.bytes,
        &secrets.unsubscribe_key.bytes, &secrets.suppression_pepper.bytes, &secrets.log_key.secret,
        &secrets.receipt_key.secret, &secrets.export_key.secret}) {
    locked = sodium_mlock(secret->reveal().data(), secret->size()) == 0 && locked;
  }
  return locked;
}

OrRefusal<Secrets> read_secrets(const fs::path& path, const RealmChoice& realm) {
  const OrRefusal<Secret> text = read_whole(path, Readers::owner_only);
  if (!text) return text.refusal();
  Result<Secrets> secrets = parse_secrets(text->reveal());
  if (!secrets) {
    return Refusal{"\"" + path.string() +
                   "\" is damaged. Put it back from your backup: without it nobody can sign in."};
  }
  if (realm.given && *realm.given != secrets->realm) {
    return Refusal{"This data folder belongs to the realm \"" + secrets->realm +
                   "\", which cannot be changed: every password depends on it."};
  }
  return *std::move(secrets);
}

OrRefusal<Secrets> make_first_secrets(const fs::path& path, const RealmChoice& realm, std::uint64_t now,
                                      Random& random) {
  const std::string name = realm.given.value_or(realm.otherwise);
  if (!is_realm(name)) {
    return Refusal{"The realm must be a lower-case name like \"portal.example\"; give one with --realm."};
  }
  if (is_there(path.parent_path() / "portal.db")) {
    return Refusal{
        "The data folder has a database, but its secrets.json is missing. Put it back from your "
        "backup: without it nobody can sign in."};
  }
  Result<Secrets> secrets = make_secrets(name, now, random);
  if (!secrets) return Refusal{"This machine gives no usable random numbers."};
  const Status written = write_whole(path, path.parent_path() / "secrets.json.new",
                                     print_secrets(*secrets).reveal(), Readers::owner_only, IfThere::keep);
  if (!written) return Refusal{"\"" + path.string() + "\" cannot be written."};
  return *std::move(secrets);
}

}  // namespace

OrRefusal<OpenedSecrets> open_secrets(const fs::path& data_folder, const RealmChoice& realm,
                                      std::uint64_t now, Random& random) {
  const fs::path path = data_folder / "secrets.json";
  const bool make = !is_there(path);
  OrRefusal<Secrets> secrets =
      make ? make_first_secrets(path, realm, now, random) : read_secrets(path, realm);
  if (!secrets) return secrets.refusal();
  const bool locked = lock_in_memory(*secrets);
  return OpenedSecrets{*std::move(secrets), make, locked};
}

OrRefusal<MailerKey> open_mailer_key(const fs::path& data_folder, Random& random) {
  const fs::path path = data_folder / "mailer.key";
  if (!is_there(path)) {
    const std::string text = encode_base64url(random.make_bytes(32));
    const Status written = write_whole(path, data_folder / "mailer.key.new", view_of(text + "\n"),
                                       Readers::owner_only, IfThere::keep);
    if (!written) return Refusal{"\"" + path.string() + "\" cannot be written."};
  }
  const OrRefusal<Secret> read = read_whole(path, Readers::owner_only);
  if (!read) return read.refusal();
  std::string_view text = text_of(read->reveal());
  if (text.ends_with('\n')) text.remove_suffix(1);
  const auto bytes = decode_base64url(text);
  if (!bytes || bytes->size() != 32) {
    return Refusal{"\"" + path.string() +
                   "\" is damaged. Delete it to have a new one made, and give that to the mailer."};
  }
  return MailerKey{Secret(view_of(text))};
}

}  // namespace portal::server
