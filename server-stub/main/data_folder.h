// What is in the data folder, opened and checked in an order in which a refusal leaves nothing half made.
#pragma once

#include <filesystem>
#include <memory>

#include "server-stub/app/secrets.h"
#include "server-stub/app/site.h"
#include "server-stub/files/refusal.h"
#include "server-stub/files/secrets.h"
#include "server-stub/store/store.h"
#include "shared/base/random.h"

namespace portal::server {

struct DataFolder {
  std::filesystem::path path;  // absolute
  Secrets secrets;
  bool made_secrets_now;
  bool locked_in_memory;
  MailerKey mailer_key;
  Site site;
  std::unique_ptr<Store> store;
};

OrRefusal<DataFolder> open_data_folder(const std::filesystem::path& path, const RealmChoice& realm,
                                       Milliseconds now, Random& random);

}  // namespace portal::server
