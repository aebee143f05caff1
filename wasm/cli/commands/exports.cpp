#include "wasm/cli/commands.h"
#include "wasm/cli/words.h"

namespace portal::cli {
namespace {

using core::Field;
using core::Intent;

bool is_taken(const std::string& path) {
  std::error_code error;
  return std::filesystem::exists(std::filesystem::symlink_status(path, error));
}

bool wants_passphrase(const Run& run) {
  return run.client.model().alert.notice == core::Notice::passphrase_needed && !run.options.passphrase_fd;
}

void check(Run& run) {
  run.client.press({Intent::Do::check_export});
  if (run.settle()) run.conclude();
}

}  // namespace

void make_export(Run& run) {
  const Options& options = run.options;
  if (!options.file.empty() && !options.replaces && is_taken(options.file)) {
    run.stop(Outcome::local, std::string(words::kFileThere));
    return;
  }
  if (!run.sign_in_to("/export")) return;
  if (!options.file.empty()) run.client.places.in_parts = options.file;
  if (options.replaces) run.client.places.in_parts_if = NewFile::If::exists_too;
  if (options.seals) run.client.press({Intent::Do::protect_export});
  const std::string passphrase(text_of(run.client.model().passphrase.reveal()));
  run.client.type(Field::password, std::move(run.password));
  run.client.press({Intent::Do::create_export});
  const bool went_well = run.settle();
  if (went_well) run.conclude();
  if (went_well && run.report.outcome == Outcome::done && run.client.made) {
    run.report.file = run.client.made->string();
    run.report.text = "File: " + *run.report.file + "\n";
    if (options.seals) {
      run.report.passphrase = passphrase;
      run.report.text += "Passphrase: " + passphrase + "\n";
    }
  }
  run.sign_out();
}

void verify(Run& run) {
  const Options& options = run.options;
  std::error_code error;
  const auto size = std::filesystem::file_size(options.archive, error);
  if (error) {
    run.stop(Outcome::local, std::string(words::kNoSuchFile));
    return;
  }
  if (!run.open("/verify")) return;
  run.client.pick(options.archive, size);
  run.client.type(Field::key_line, Secret(view_of(options.key_line)));
  Secret passphrase;
  if (options.passphrase_fd && !run.take_secret(passphrase, words::kPassphrase, options.passphrase_fd))
    return;
  run.client.type(Field::passphrase, passphrase.duplicate());
  check(run);
  if (wants_passphrase(run)) {
    if (!run.take_secret(passphrase, words::kPassphrase, {})) return;
    run.client.type(Field::passphrase, std::move(passphrase));
    check(run);
  }
  if (const auto& checked = run.client.model().checked) {
    run.report.archive = ArchiveReport{checked->realm, checked->made, checked->files, checked->key_line};
    run.report.text = run.screen();
  }
}

}  // namespace portal::cli
