// Mails as files: mail/new/<unix-ms>-<n>.eml, complete as soon as they can be seen, gone after 24 hours.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "shared/base/result.h"
#include "shared/base/secret.h"

namespace portal::server {

inline constexpr std::uint64_t kSpoolLifetime = 24ull * 3600 * 1000;  // ms

class Spool {
 public:
  // Makes mail/new and mail/tmp where they are missing.
  static Result<Spool> open(const std::filesystem::path& data_folder);

  // The same mail again (a crash came between writing it and forgetting it) replaces itself.
  Status put(std::uint64_t made, std::uint64_t number, const std::string& message);

  std::vector<std::string> names() const;  // oldest first; other people's files are not among them
  Result<Secret> read(const std::string& name) const;
  void remove(const std::string& name);

  // How many files were older than their 24 hours.
  std::size_t remove_old(std::uint64_t now);

 private:
  explicit Spool(std::filesystem::path folder) : folder_(std::move(folder)) {}
  std::filesystem::path path_of(const std::string& name) const { return folder_ / "new" / name; }

  std::filesystem::path folder_;
};

}  // namespace portal::server
