#include "wasm/core/stories/check_export.h"

#include <charconv>

#include "shared/archive/minisign.h"
#include "shared/base/encoding.h"

namespace portal::core {
namespace {

constexpr std::uint64_t kPart = 1 << 20;
constexpr std::string_view kAge = "age-encryption.org/v1\n";

bool take(std::string_view& text, std::string_view beginning) {
  if (!text.starts_with(beginning)) return false;
  text.remove_prefix(beginning.size());
  return true;
}

std::string_view take_word(std::string_view& text) {
  const std::string_view word = text.substr(0, text.find(' '));
  text.remove_prefix(word.size());
  return word;
}

// FORMATS.md, "Export": the trusted comment.
Result<Checked> parse_comment(std::string_view text) {
  Checked checked;
  if (!take(text, "portal/v1 export realm=")) return Fault::malformed;
  checked.realm = std::string(take_word(text));
  if (!take(text, " account=")) return Fault::malformed;
  const std::string_view account = take_word(text);
  const bool is_account = account.size() == 32 && decode_hex(account);
  if (!is_account || !take(text, " manifest=- log=- time=")) return Fault::malformed;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), checked.made);
  if (error != std::errc() || end != text.data() + text.size()) return Fault::malformed;
  return checked;
}

}  // namespace

void CheckExport::begin() {
  Model& model = core.model();
  if (model.work) return core.end(this);
  core.hush();
  model.checked.reset();
  const auto refuse = [this](Notice notice, Field field) {
    core.complain(notice, field);
    core.end(this);
  };
  if (!model.picked) return refuse(Notice::no_file, Field::export_file);
  const Secret& line = model.value_of(Field::key_line);
  if (!line.empty()) {
    const auto key = archive::parse_minisign_key(text_of(line.reveal()));
    if (!key) return refuse(Notice::not_a_key_line, Field::key_line);
    typed_ = *key;
  } else if (core.session()) {
    typed_ = core.session()->owner_key.key.verify_key;
  }
  model.work = Work{"Check", 1, true};
  read_next();
}

void CheckExport::read_next() {
  const PickedFile& file = *core.model().picked;
  if (at_ >= file.size) return finish();
  core.model().work->percent = static_cast<int>(1 + 98 * at_ / file.size);
  core.read_file(this, at_, std::min(kPart, file.size - at_), &CheckExport::read);
}

void CheckExport::read(Result<Secret> part) {
  if (!part || part->empty()) return stop(Notice::file_not_read);
  const bool is_first = at_ == 0;
  at_ += part->size();
  if (is_first && text_of(part->reveal()).starts_with(kAge)) return read_header(std::move(*part));
  go_on(part->reveal());
}

void CheckExport::read_header(Secret part) {
  const Secret& passphrase = core.model().value_of(Field::passphrase);
  if (passphrase.empty()) return stop(Notice::passphrase_needed, Field::passphrase);
  if (passphrase.size() > archive::kLongestPassphrase)
    return stop(Notice::wrong_passphrase, Field::passphrase);
  const std::string_view text = text_of(part.reveal());
  const std::size_t size = archive::find_age_header(text.substr(0, archive::kLongestAgeHeader));
  const auto header = archive::parse_age_header(text.substr(0, size));
  if (!header) return stop(Notice::export_is_broken);
  if (header->work_factor > archive::kWorkFactor) return stop(Notice::file_asks_too_much);
  header_ = *header;
  after_header_ = Secret(View(part.reveal()).subspan(size));
  core.scrypt(this, passphrase.duplicate(), archive::scrypt_salt(header_.salt),
              archive::scrypt_cost(header_.work_factor), &CheckExport::key_made);
}

// A passphrase is wrong, or the header under it was changed: nobody can tell.
void CheckExport::key_made(Result<Secret> key) {
  if (!key && key.fault() == Fault::no_memory) return stop(Notice::no_memory_for_file);
  if (!key) return stop(Notice::unreachable);
  auto file_key = archive::open_file_key(header_, {std::move(*key)});
  if (!file_key) return stop(Notice::wrong_passphrase, Field::passphrase);
  sealed_ = std::make_unique<archive::AgeDecryptor>(std::move(*file_key), opened_);
  const Secret rest = std::move(after_header_);
  go_on(rest.reveal());
}

void CheckExport::go_on(View part) {
  if (!take(part)) return stop(Notice::export_is_broken);
  read_next();
}

Status CheckExport::take(View part) {
  if (!sealed_) return archive_.push(part);
  TRY(sealed_->push(part));
  return opened_.status;
}

void CheckExport::finish() {
  if (sealed_) {
    if (!sealed_->finish() || !opened_.status) return stop(Notice::export_is_broken);
  }
  const auto verified = archive_.finish();
  if (!verified) return stop(Notice::export_is_broken);
  auto checked = parse_comment(verified->trusted_comment);
  if (!checked) return stop(Notice::export_is_broken);
  checked->key_line = archive::print_minisign_key(verified->key);
  checked->files = verified->files;
  checked->owner = !typed_                    ? Checked::Owner::unknown
                   : *typed_ == verified->key ? Checked::Owner::expected
                                              : Checked::Owner::another;
  core.model().work.reset();
  core.end(this);
  tell_whose(*checked);
}

void CheckExport::tell_whose(const Checked& checked) {
  core.model().checked = checked;
  switch (checked.owner) {
    case Checked::Owner::expected:
      return core.tell(Notice::export_is_yours);
    case Checked::Owner::unknown:
      return core.tell(Notice::export_is_whole);
    case Checked::Owner::another:
      return core.complain(Notice::export_of_another);
  }
}

void CheckExport::cancel() {
  if (!core.model().work || !core.model().work->can_cancel) return;
  core.model().work.reset();
  core.end(this);
  core.tell(Notice::cancelled);
}

void CheckExport::stop(Notice notice) {
  core.model().work.reset();
  core.end(this);
  core.complain(notice);
}

void CheckExport::stop(Notice notice, Field about) {
  stop(notice);
  core.model().invalid.insert(about);
}

}  // namespace portal::core
