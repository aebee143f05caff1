#include "wasm/core/stories/keep_data.h"

#include <algorithm>
#include <utility>

#include "wasm/core/records/typed.h"
#include "wasm/core/stories/patience.h"

namespace portal::core {
namespace {

constexpr std::uint64_t kLoadAgainAfter = 5000;
constexpr std::uint64_t kLongestPause = 10'000;

}  // namespace

void KeepData::begin() {
  load();
}

void KeepData::load() {
  run_ = std::make_unique<LoadProfile>(core,
                                       [this](Result<LoadedProfile> profile) { loaded(std::move(profile)); });
  run_->begin();
}

void KeepData::loaded(Result<LoadedProfile> profile) {
  if (!profile) {
    if (profile.fault() == Fault::malformed) return core.complain(Notice::data_of_other_version);
    core.complain_of_reading(profile.fault());
    if (profile.fault() != Fault::session_ended && profile.fault() != Fault::incident) {
      core.wait(this, kLoadAgainAfter, &KeepData::load);
    }
    return;
  }
  core.heard_again();
  core.model().my_data = MyData{};
  refill(core.model(), {}, profile->profile);
  take_place(std::move(*profile));
  if (core.model().left_typing) take_up_typing();
}

// What was typed when the session ended goes on top of what is saved now.
void KeepData::take_up_typing() {
  const auto left = std::exchange(core.model().left_typing, std::nullopt);
  MyData& data = *core.model().my_data;
  const OwnerProfile mine = merge(left->base, left->wanted, data.saved);
  if (mine == data.saved) return;
  refill(core.model(), data.saved, mine);
  if (data.saved == left->base) return core.tell(Notice::typing_kept);
  data.mine = mine;
  core.complain(Notice::data_changed_elsewhere);
}

void KeepData::take_place(LoadedProfile loaded) {
  place_ = std::move(loaded.place);
  collections_ = loaded.collections;
  core.model().my_data->saved = std::move(loaded.profile);
}

void KeepData::press(const Intent& intent) {
  const auto& data = core.model().my_data;
  if (!data || core.model().work) return;
  const bool is_choice = intent.action == Intent::Do::keep_mine || intent.action == Intent::Do::take_theirs;
  if (data->mine.has_value() != is_choice) return;
  core.hush();
  has_tried_again_ = false;
  switch (intent.action) {
    case Intent::Do::save_data:
      return save();
    case Intent::Do::delete_item:
      return remove(item_of(intent.field));
    case Intent::Do::clear_voluntary:
      return clear_voluntary();
    case Intent::Do::undo_data:
      return undo();
    case Intent::Do::keep_mine:
      return write(OwnerProfile(*data->mine), {Notice::data_saved});
    case Intent::Do::take_theirs:
      return take_theirs();
    default:
      return;
  }
}

void KeepData::save() {
  OwnerProfile wanted = typed_profile(core.model());
  if (const auto problem = find_problem(core.model().my_data->saved, wanted)) {
    return core.complain(problem->notice, problem->field);
  }
  write(std::move(wanted), {Notice::data_saved});
}

void KeepData::remove(Item item) {
  OwnerProfile wanted = core.model().my_data->saved;
  wanted[item].reset();
  core.empty(field_of(item));
  write(std::move(wanted), {Notice::item_deleted, std::string(wire::name_of(item))});
}

void KeepData::clear_voluntary() {
  OwnerProfile wanted = core.model().my_data->saved;
  for (std::size_t i = 0; i < kItems; ++i) {
    if (is_required(item_at(i))) continue;
    wanted[item_at(i)].reset();
    core.empty(field_of(item_at(i)));
  }
  write(std::move(wanted), {Notice::voluntary_deleted});
}

void KeepData::undo() {
  if (before_) write(OwnerProfile(*before_), {Notice::undone});
}

void KeepData::take_theirs() {
  MyData& data = *core.model().my_data;
  data.mine.reset();
  type_in(core.model(), data.saved);
  core.tell(Notice::other_version_kept);
}

// PROTOCOL.md, "Records": one write, which makes the collection if it is the first.
void KeepData::write(OwnerProfile wanted, Told done) {
  const Session& session = *core.session();
  wanted_ = std::move(wanted);
  done_ = std::move(done);
  unheard_ = 0;
  if (wanted_ == core.model().my_data->saved) return core.tell(done_.notice, done_.of);
  RecordBinding binding{.account = session.account,
                        .collection = {},
                        .record = {},
                        .revision = 1,
                        .key_version = 1,
                        .state = RecordState::live};
  message_ = {};
  if (place_) {
    binding.collection = place_->collection;
    binding.record = place_->record;
    binding.revision = place_->revision + 1;
    binding.key_version = place_->key_version;
  } else {
    core.random().fill(binding.collection);
    core.random().fill(binding.record);
    new_key_ = make_collection_key(core.random());
    const auto wrap_key =
        derive_collection_wrap_key(session.master_key, session.account, session.amk_version);
    message_.creates = wire::NewCollection{
        collections_,
        {1, session.amk_version,
         wrap_collection_key(wrap_key, *new_key_,
                             {session.account, binding.collection, 1, session.amk_version}, core.random())}};
  }
  const CollectionKey& key = place_ ? place_->key : *new_key_;
  message_.collection = binding.collection;
  message_.records.push_back({binding.record, binding.revision, binding.key_version, wire::Standing::live,
                              seal_record(key, binding, print_profile(wanted_), core.random())});
  core.model().work = Work{"Saving", 40, false};
  send();
}

void KeepData::send() {
  core.call(this, message_, &KeepData::written);
}

void KeepData::written(Result<wire::RecordsWritten> reply) {
  if (reply) return accept();
  if (reply.fault() == Fault::conflict) return look_what_changed();
  if (may_be_repeated(reply.fault())) {
    if (++unheard_ == kPatience) core.complain(Notice::data_not_heard_yet);
    const std::uint64_t pause = std::min<std::uint64_t>(1000ull << std::min(unheard_ - 1, 4u), kLongestPause);
    core.wait(this, pause, &KeepData::send);
    return;
  }
  core.model().work.reset();
  if (reply.fault() == Fault::too_large) return core.complain(Notice::data_full);
  core.complain_about(reply.fault());
}

void KeepData::accept() {
  const wire::Record& record = message_.records.front();
  if (!place_) {
    place_ = ProfilePlace{message_.collection, std::move(*new_key_), 1, record.id, 0};
    ++collections_;
  }
  place_->revision = record.revision;
  MyData& data = *core.model().my_data;
  refill(core.model(), data.saved, wanted_);
  if (done_.notice == Notice::undone) {
    before_.reset();
  } else {
    before_ = std::move(data.saved);
  }
  data = MyData{wanted_, std::nullopt, before_.has_value()};
  core.model().work.reset();
  core.tell(done_.notice, done_.of);
}

void KeepData::look_what_changed() {
  run_ = std::make_unique<LoadProfile>(
      core, [this](Result<LoadedProfile> theirs) { offer_choice(std::move(theirs)); });
  run_->begin();
}

// What this page has seen does not become older or another record.
bool KeepData::follows(const LoadedProfile& loaded) const {
  if (!place_) return true;
  return loaded.place && loaded.place->collection == place_->collection &&
         loaded.place->record == place_->record && loaded.place->revision >= place_->revision;
}

// Nobody's change is lost: theirs stands, and what was changed here is offered on top of it.
void KeepData::offer_choice(Result<LoadedProfile> theirs) {
  if (!theirs && may_be_repeated(theirs.fault()) && theirs.fault() != Fault::incident) {
    if (++unheard_ == kPatience) core.complain(Notice::data_not_heard_yet);
    core.wait(this, kLoadAgainAfter, &KeepData::look_what_changed);
    return;
  }
  if (theirs && follows(*theirs) && theirs->profile == core.model().my_data->saved && !has_tried_again_) {
    has_tried_again_ = true;  // what its owner has seen did not change
    take_place(std::move(*theirs));
    return write(std::move(wanted_), std::move(done_));
  }
  core.model().work.reset();
  if (!theirs && theirs.fault() == Fault::malformed) return core.complain(Notice::data_of_other_version);
  if (theirs && !follows(*theirs)) theirs = Fault::incident;
  if (!theirs) return core.complain_about(theirs.fault());
  const OwnerProfile base = core.model().my_data->saved;
  const OwnerProfile mine = merge(base, wanted_, theirs->profile);
  refill(core.model(), base, mine);
  take_place(std::move(*theirs));
  before_.reset();
  MyData& data = *core.model().my_data;
  data.can_undo = false;
  data.mine.reset();
  if (mine != data.saved) data.mine = mine;
  core.complain(Notice::data_changed_elsewhere);
}

}  // namespace portal::core
