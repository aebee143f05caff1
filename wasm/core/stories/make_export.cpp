#include "wasm/core/stories/make_export.h"

#include "shared/base/encoding.h"
#include "wasm/core/activity/entry.h"
#include "wasm/core/export/files.h"
#include "wasm/core/password.h"

namespace portal::core {
namespace {

std::string erased_line(std::uint64_t number, const Sha256& leaf) {
  return "{\"erased\":true,\"leaf\":\"" + encode_hex(leaf) + "\",\"seq\":" + std::to_string(number) + "}";
}

}  // namespace

MakeExport::~MakeExport() {
  if (file_ != File::not_open && file_ != File::closed) core.perform(AbortFile{id_});
}

void MakeExport::begin() {
  Model& model = core.model();
  if (model.work || !core.session() || !model.trust) return core.end(this);
  core.hush();
  auto password = prepare_password(model.value_of(Field::password));
  if (!password) {
    core.complain(Notice::wrong_password, Field::password);
    return core.end(this);
  }
  passphrase_ = model.passphrase.duplicate();
  password_ = std::move(*password);
  facts_.made = model.now / 1000;
  model.work = Work{"Export", 2, true};
  file_ = File::opening;
  const bool is_sealed = !passphrase_.empty();
  id_ = core.open_file(this, export_file_name(facts_.made, is_sealed),
                       is_sealed ? "application/octet-stream" : "application/zip", &MakeExport::opened);
}

void MakeExport::opened(FileOpening outcome) {
  file_ = outcome == FileOpening::open ? File::open : File::not_open;
  if (outcome == FileOpening::failed) return stop(Notice::file_not_saved);
  if (outcome == FileOpening::refused) {
    core.model().work.reset();
    return core.end(this);
  }
  progress(5);
  proof_ = std::make_unique<StepUpRun>(core, wire::Operation::for_export, std::move(password_),
                                       [this](Status proof) { proved(proof); });
  proof_->begin();
}

void MakeExport::proved(Status proof) {
  if (!proof && proof.fault() == Fault::unauthenticated) return stop(Notice::wrong_password);
  if (!proof) return stop(proof.fault());
  progress(30);
  core.call(this, wire::ExportNote{}, &MakeExport::noted);
}

void MakeExport::noted(Result<wire::Nothing> reply) {
  if (!reply) return stop(reply.fault());
  progress(35);
  core.call(this, wire::AccountShow{}, &MakeExport::account_shown);
}

void MakeExport::account_shown(Result<wire::Account> reply) {
  if (!reply) return stop(reply.fault());
  facts_.account = std::move(*reply);
  progress(40);
  core.call(this, wire::SubscriptionsShow{}, &MakeExport::subscriptions_shown);
}

void MakeExport::subscriptions_shown(Result<wire::Subscriptions> reply) {
  if (!reply) return stop(reply.fault());
  facts_.subscriptions = std::move(*reply);
  progress(43);
  load_ = std::make_unique<LoadProfile>(
      core, [this](Result<LoadedProfile> loaded) { profile_loaded(std::move(loaded)); });
  load_->begin();
}

void MakeExport::profile_loaded(Result<LoadedProfile> loaded) {
  if (!loaded && loaded.fault() == Fault::malformed) return stop(Notice::data_of_other_version);
  if (!loaded) return stop(loaded.fault());
  facts_.profile = export_profile(loaded->profile);
  progress(46);
  core.call(this, wire::SiteShow{}, &MakeExport::site_shown);
}

void MakeExport::site_shown(Result<wire::Site> reply) {
  if (!reply) return stop(reply.fault());
  const Session& session = *core.session();
  facts_.site = std::move(*reply);
  facts_.realm = core.model().trust->realm;
  facts_.account_id = session.account;
  facts_.owner_key = session.owner_key.key.verify_key;
  progress(50);
  if (passphrase_.empty()) return write_archive();
  core.random().fill(salt_);
  core.scrypt(this, passphrase_.duplicate(), archive::scrypt_salt(salt_),
              archive::scrypt_cost(archive::kWorkFactor), &MakeExport::sealing_key_made);
}

void MakeExport::sealing_key_made(Result<Secret> key) {
  if (!key && key.fault() == Fault::no_memory) return stop(Notice::no_memory_to_seal);
  if (!key) return stop(key.fault());
  wrap_key_.bytes = std::move(*key);
  progress(55);
  write_archive();
}

void MakeExport::write_archive() {
  if (const Status started = start_archive(); !started) return stop(started.fault());
  read_log();
}

Status MakeExport::start_archive() {
  archive::Sink* to = &gathered_;
  if (!passphrase_.empty()) {
    sealed_ = std::make_unique<archive::AgeEncryptor>(gathered_);
    sealed_->begin(wrap_key_, salt_, archive::kWorkFactor, core.random());
    wrap_key_ = {};
    to = sealed_.get();
  }
  archive_ = std::make_unique<archive::SignedArchive>(*to);
  for (const ExportFile& file : export_files(facts_)) TRY(archive_->add(file.path, view_of(file.content)));
  return archive_->open_entry(kActivityPath);
}

void MakeExport::read_log() {
  core.call(this, wire::LogEntries{from_}, &MakeExport::log_read);
}

void MakeExport::log_read(Result<wire::LogPage> reply) {
  if (!reply) return stop(reply.fault());
  if (const Status added = add_entries(*reply); !added) return stop(added.fault());
  if (!reply->next) return finish_archive();
  if (*reply->next <= from_ || reply->entries.size() != *reply->next - from_) return stop(Fault::incident);
  from_ = *reply->next;
  progress(std::min(90, core.model().work->percent + 5));
  hand_out(&MakeExport::read_log);
}

// Exactly the bytes that were hashed, one entry per line.
Status MakeExport::add_entries(const wire::LogPage& page) {
  std::uint64_t number = from_;
  for (const wire::LogLeaf& leaf : page.entries) {
    if (leaf.entry) {
      const auto entry = decode_base64url(*leaf.entry);
      if (!entry || !is_leaf(*entry, leaf.leaf)) return Fault::incident;
      TRY(archive_->write(*entry));
    } else {
      TRY(archive_->write(view_of(erased_line(number, leaf.leaf))));
    }
    TRY(archive_->write(view_of("\n")));
    ++number;
  }
  return Done{};
}

void MakeExport::finish_archive() {
  archive_->close_entry();
  const Status finished = archive_->finish(core.session()->owner_key.key, export_comment(facts_));
  if (!finished) return stop(finished.fault());
  if (sealed_) sealed_->finish();
  gathered_.flush();
  progress(92);
  hand_out(&MakeExport::close);
}

void MakeExport::hand_out(void (MakeExport::*then)()) {
  then_ = then;
  if (parts_.waiting.empty()) return (this->*then_)();
  Secret part = std::move(parts_.waiting.front());
  parts_.waiting.pop_front();
  core.write_file(this, id_, std::move(part), &MakeExport::handed_out);
}

void MakeExport::handed_out(bool done) {
  if (!done) return stop(Notice::file_not_saved);
  hand_out(then_);
}

void MakeExport::close() {
  file_ = File::closing;
  core.model().work = Work{"Export", 98, false};
  core.close_file(this, id_, &MakeExport::closed);
}

void MakeExport::closed(bool done) {
  if (!done) return stop(Notice::file_not_saved);
  file_ = File::closed;
  core.model().work.reset();
  core.empty(Field::password);
  core.end(this);
  core.tell(Notice::export_ready);
}

void MakeExport::cancel() {
  if (!core.model().work || !core.model().work->can_cancel) return;
  core.model().work.reset();
  core.end(this);
  core.tell(Notice::cancelled);
}

void MakeExport::stop(Notice notice) {
  core.model().work.reset();
  core.end(this);
  core.complain(notice);
  if (notice != Notice::wrong_password) return;
  core.model().invalid.insert(Field::password);
  core.empty(Field::password);
}

void MakeExport::stop(Fault fault) {
  core.model().work.reset();
  core.end(this);
  core.complain_about(fault);
}

}  // namespace portal::core
