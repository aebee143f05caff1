#include "shared/crypto/stretch.h"
#include "wasm/cli/client.h"
#include "wasm/cli/clock.h"
#include "wasm/cli/file_piece.h"
#include "wasm/cli/strength.h"

namespace portal::cli {
namespace {

constexpr std::uint64_t kLongWait = 5000;  // as in web/pump.js

template <class T>
core::Answer stretched(Result<T> output) {
  if (!output)
    return output.fault() == Fault::no_memory ? core::Failure::no_memory : core::Failure::not_possible;
  return core::Stretched{std::move(*output)};
}

}  // namespace

void Client::carry_out(core::Effect& effect) {
  if (const auto* fetch = std::get_if<core::Fetch>(&effect)) {
    if (!server_) return;
    fetches_[fetch->id] = fetch->method == "GET" ? Asks::to_know : Asks::to_change;
    return server_->start(*fetch);
  }
  if (const auto* asked = std::get_if<core::Stretch>(&effect)) {
    return hear(asked->id, stretched(stretch_argon2id(asked->input, asked->iterations, asked->memory_kib)));
  }
  if (const auto* asked = std::get_if<core::Scrypt>(&effect)) {
    return hear(asked->id, stretched(stretch_scrypt(asked->input, asked->salt, asked->cost)));
  }
  if (const auto* asked = std::get_if<core::Estimate>(&effect)) {
    return hear(asked->id, estimate_strength(asked->password, asked->words));
  }
  if (const auto* wait = std::get_if<core::Wait>(&effect)) {
    timers_[wait->id] = {steady_now() + wait->milliseconds, wait->milliseconds >= kLongWait};
    return;
  }
  if (const auto* cancel = std::get_if<core::Cancel>(&effect)) {
    if (fetches_.erase(cancel->id)) server_->cancel(cancel->id);
    timers_.erase(cancel->id);
    return;
  }
  if (const auto* keep = std::get_if<core::Keep>(&effect)) {
    if (keep->bound_to.empty() && !state_.keep(keep->name, keep->value)) has_kept_all = false;
    return;
  }
  if (const auto* drop = std::get_if<core::Drop>(&effect)) return state_.drop(drop->name);
  if (const auto* copy = std::get_if<core::CopyText>(&effect))
    return hear(copy->id, core::Failure::not_possible);
  carry_out_for_file(effect);  // what is left, Print and ShowPath, has no meaning here
}

void Client::carry_out_for_file(core::Effect& effect) {
  const auto say = [this](core::EffectId id, bool done) {
    hear(id, done ? core::Answer(core::Over{}) : core::Answer(core::Failure::not_possible));
  };
  if (const auto* open = std::get_if<core::OpenFile>(&effect)) {
    made = places.in_parts.value_or(std::filesystem::path(open->name));
    auto file = std::make_unique<NewFile>(*made);
    const Status opened = file->open();
    if (opened) files_[open->id] = std::move(file);
    say(open->id, static_cast<bool>(opened));
  } else if (const auto* part = std::get_if<core::WriteFile>(&effect)) {
    const auto found = files_.find(part->file);
    say(part->id, found != files_.end() && found->second->write(part->content.reveal()));
  } else if (const auto* close = std::get_if<core::CloseFile>(&effect)) {
    const auto found = files_.find(close->file);
    const bool closed = found != files_.end() && found->second->put_in_place(places.in_parts_if);
    files_.erase(close->file);
    say(close->id, closed);
  } else if (const auto* abort = std::get_if<core::AbortFile>(&effect)) {
    files_.erase(abort->file);
  } else if (const auto* read = std::get_if<core::ReadFile>(&effect)) {
    auto piece = read_piece(picked_, read->from, read->size);
    const bool is_whole = piece && piece->size() == read->size;
    hear(read->id, is_whole ? core::Answer(core::Piece{std::move(*piece)}) : core::Failure::not_possible);
  } else if (const auto* file = std::get_if<core::SaveFile>(&effect)) {
    save(*file);
  }
}

void Client::save(const core::SaveFile& content) {
  NewFile file(places.whole.value_or(std::filesystem::path(content.name)));
  saved = file.open();
  if (saved) saved = file.write(content.content.reveal());
  if (saved) saved = file.put_in_place(NewFile::If::free);
}

}  // namespace portal::cli
