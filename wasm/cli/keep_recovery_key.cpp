#include <array>
#include <string>
#include <unistd.h>

#include "wasm/cli/file_piece.h"
#include "wasm/cli/run.h"
#include "wasm/cli/words.h"

namespace portal::cli {
namespace {

using core::Field;
using core::Intent;
using core::Notice;

constexpr std::size_t kLargestSheet = 4096;

// The group of four with that number, counted from 1.
Secret group_of(View key, std::uint32_t number) {
  return Secret(key.subspan((number - 1) * 5, 4));
}

}  // namespace

bool Run::can_show_recovery_key() {
  if (options.file.empty()) {
    return terminal.is_there() || stop(Outcome::usage, std::string(words::kNowhereForKey));
  }
  std::error_code error;
  const bool is_free = !std::filesystem::exists(std::filesystem::symlink_status(options.file, error));
  return is_free || stop(Outcome::local, std::string(words::kFileThere));
}

bool Run::keep_recovery_key() {
  if (!client.model().sheet) {
    conclude();
    return false;
  }
  const bool is_typed = options.file.empty() ? show_and_ask_back() : save_and_read_back();
  if (!is_typed) return false;
  client.press({Intent::Do::keep_recovery_key});
  const bool is_settled = settle();
  const core::Model& model = client.model();
  if (model.signed_in) return is_settled;
  // Stopped after it was sent, with nothing to ask the server by.
  if (is_settled && model.alert.notice == Notice::none)
    stop(Outcome::unclear, std::string(words::kStoppedAtWork));
  // A key that certainly opens nothing is not left lying about.
  const bool opens_nothing = model.alert.notice == Notice::nothing_changed ||
                             report.outcome == Outcome::wrong_proof ||
                             report.outcome == Outcome::not_accepted;
  if (opens_nothing && !options.file.empty()) unlink(options.file.c_str());
  return false;
}

bool Run::show_and_ask_back() {
  const core::RecoverySheet& sheet = *client.model().sheet;
  std::string shown = screen();
  terminal.say(shown);
  wipe({reinterpret_cast<std::uint8_t*>(shown.data()), shown.size()});
  client.press({Intent::Do::check_recovery_key});
  const std::array fields{Field::first_group, Field::second_group};
  for (std::size_t i = 0; i < fields.size(); ++i) {
    Secret group;
    const std::string prompt = "Group " + std::to_string(sheet.asked[i]) + ": ";
    if (!take(terminal.ask(prompt), group, prompt, "--recovery-key-out FILE")) return false;
    client.type(fields[i], std::move(group));
  }
  return true;
}

// The two groups come from what is on the disk.
bool Run::save_and_read_back() {
  client.places.whole = options.file;
  client.press({Intent::Do::save_recovery_key});
  if (!settle()) return false;
  if (!client.saved) {
    const bool is_there = client.saved.fault() == Fault::conflict;
    return stop(Outcome::local,
                is_there ? std::string(words::kFileThere) : words::unreadable("the new file"));
  }
  const core::RecoverySheet& sheet = *client.model().sheet;
  auto text = read_piece(options.file, 0, kLargestSheet);
  if (!text) return stop(Outcome::local, words::unreadable("the new file"));
  const std::string_view whole = text_of(text->reveal());
  const std::size_t at = whole.find(text_of(sheet.text.reveal()));
  if (at == std::string_view::npos) return stop(Outcome::local, words::unreadable("the new file"));
  const View key = text->reveal().subspan(at, sheet.text.size());
  client.press({Intent::Do::check_recovery_key});
  client.type(Field::first_group, group_of(key, sheet.asked[0]));
  client.type(Field::second_group, group_of(key, sheet.asked[1]));
  return true;
}

}  // namespace portal::cli
