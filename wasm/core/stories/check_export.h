// Whether an export is whole, and whose: the file is read piece by piece on this device. Needs no account and
// no server.
#pragma once

#include <memory>

#include "shared/archive/age.h"
#include "shared/archive/archive_check.h"
#include "wasm/core/asking.h"

namespace portal::core {

class CheckExport final : public Story {
 public:
  static constexpr Kind kKind = Kind::check_export;
  explicit CheckExport(Core& core) : Story(core, kKind) {}

  void begin();
  void cancel() override;

 private:
  // What the age file has in it goes to the check of the archive.
  struct Opened final : archive::Sink {
    explicit Opened(archive::ArchiveCheck& check) : check(check) {}
    void write(View part) override {
      if (status) status = check.push(part);
    }
    archive::ArchiveCheck& check;
    Status status = Done{};
  };

  void read_next();
  void read(Result<Secret> part);
  void read_header(Secret part);
  void key_made(Result<Secret> key);
  void go_on(View part);
  Status take(View part);
  void finish();
  void tell_whose(const Checked& checked);
  void stop(Notice notice);
  void stop(Notice notice, Field about);

  std::optional<VerifyKey> typed_;
  std::uint64_t at_ = 0;
  archive::ArchiveCheck archive_;
  Opened opened_{archive_};
  archive::AgeHeader header_{};
  Secret after_header_;
  std::unique_ptr<archive::AgeDecryptor> sealed_;
};

}  // namespace portal::core
