#include "server-stub/main/data_folder.h"

#include "server-stub/files/site.h"
#include "server-stub/store/sqlite_store.h"

namespace portal::server {
namespace {

OrRefusal<std::filesystem::path> make_folder(const std::filesystem::path& wanted) {
  std::error_code error;
  std::filesystem::create_directories(wanted, error);
  const auto path = std::filesystem::canonical(wanted, error);
  if (error)
    return Refusal{"The data folder \"" + wanted.string() + "\" cannot be made: " + error.message() + "."};
  return path;
}

OrRefusal<std::unique_ptr<Store>> open_store(const std::filesystem::path& folder, const std::string& realm) {
  auto store = open_sqlite_store({.path = (folder / "portal.db").string()});
  if (!store && store.fault() == Fault::conflict) {
    return Refusal{"portal.db was made by a newer version of the portal. This one does not touch it."};
  }
  if (!store) return Refusal{"portal.db cannot be opened or is damaged. Restore it from a backup."};
  const Status ready = (*store)->set_up(realm);
  if (!ready && ready.fault() == Fault::conflict) {
    return Refusal{
        "portal.db belongs to another realm than secrets.json. They must come from the same backup."};
  }
  if (!ready) return Refusal{"portal.db cannot be written. Is the disk full, or the folder another user's?"};
  return std::move(*store);
}

}  // namespace

OrRefusal<DataFolder> open_data_folder(const std::filesystem::path& wanted, const RealmChoice& realm,
                                       Milliseconds now, Random& random) {
  auto path = make_folder(wanted);
  if (!path) return path.refusal();
  auto site = open_site(*path);
  if (!site) return site.refusal();
  auto opened = open_secrets(*path, realm, now / kSecond, random);
  if (!opened) return opened.refusal();
  auto mailer_key = open_mailer_key(*path, random);
  if (!mailer_key) return mailer_key.refusal();
  auto store = open_store(*path, opened->secrets.realm);
  if (!store) return store.refusal();
  return DataFolder{.path = std::move(*path),
                    .secrets = std::move(opened->secrets),
                    .made_secrets_now = opened->made_now,
                    .locked_in_memory = opened->locked_in_memory,
                    .mailer_key = std::move(*mailer_key),
                    .site = std::move(*site),
                    .store = std::move(*store)};
}

}  // namespace portal::server
