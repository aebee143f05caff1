// An export: the password is proved again, everything is fetched, and the file is made, signed and handed out
// piece by piece.
//
// The file is opened first, while the press is fresh: the browser may have to ask where to.
// Until its last piece is handed out there is no file: whatever ends the story before takes back what was
// written.
#pragma once

#include <deque>
#include <memory>

#include "shared/archive/age.h"
#include "shared/archive/signed_archive.h"
#include "shared/wire/export.h"
#include "wasm/core/asking.h"
#include "wasm/core/export/facts.h"
#include "wasm/core/records/load_profile.h"
#include "wasm/core/stories/step_up_run.h"

namespace portal::core {

class MakeExport final : public Story {
 public:
  static constexpr Kind kKind = Kind::make_export;
  explicit MakeExport(Core& core) : Story(core, kKind) {}
  ~MakeExport() override;

  void begin();
  void cancel() override;

 private:
  // Parts of the file that wait to be handed out.
  struct Parts final : archive::Sink {
    void write(View part) override { waiting.emplace_back(part); }
    std::deque<Secret> waiting;
  };
  enum class File { not_open, opening, open, closing, closed };

  void proved(Status proof);
  void noted(Result<wire::Nothing> reply);
  void account_shown(Result<wire::Account> reply);
  void subscriptions_shown(Result<wire::Subscriptions> reply);
  void profile_loaded(Result<LoadedProfile> loaded);
  void site_shown(Result<wire::Site> reply);
  void sealing_key_made(Result<Secret> key);
  void write_archive();
  void opened(FileOpening outcome);
  Status start_archive();
  void read_log();
  void log_read(Result<wire::LogPage> reply);
  Status add_entries(const wire::LogPage& page);
  void finish_archive();
  void hand_out(void (MakeExport::*then)());
  void handed_out(bool done);
  void close();
  void closed(bool done);

  void progress(int percent) { core.model().work->percent = percent; }
  void stop(Notice notice);
  void stop(Fault fault);

  std::unique_ptr<StepUpRun> proof_;
  std::unique_ptr<LoadProfile> load_;
  ExportFacts facts_{};
  Secret password_;
  Secret passphrase_;  // empty: none
  Fixed<16> salt_{};
  archive::AgeWrapKey wrap_key_;
  File file_ = File::not_open;
  EffectId id_ = 0;  // of the file
  Parts parts_;
  archive::PartSink gathered_{parts_};
  std::unique_ptr<archive::AgeEncryptor> sealed_;
  std::unique_ptr<archive::SignedArchive> archive_;
  std::uint32_t from_ = 0;  // number of the next log entry
  void (MakeExport::*then_)() = nullptr;
};

}  // namespace portal::core
