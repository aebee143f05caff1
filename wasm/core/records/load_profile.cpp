#include "wasm/core/records/load_profile.h"

namespace portal::core {

void LoadProfile::begin() {
  core.call(this, wire::CollectionsShow{}, &LoadProfile::listed);
}

void LoadProfile::listed(Result<wire::Collections> reply) {
  if (!reply) return then_(reply.fault());
  collections_ = std::move(reply->collections);
  look_into_next();
}

void LoadProfile::look_into_next() {
  if (at_ == collections_.size()) {
    return then_(LoadedProfile{std::nullopt, {}, static_cast<std::uint32_t>(collections_.size())});
  }
  core.call(this, wire::RecordsShow{collections_[at_].id, after_}, &LoadProfile::shown);
}

void LoadProfile::shown(Result<wire::Records> reply) {
  if (!reply) return then_(reply.fault());
  for (const wire::Record& record : reply->records) {
    if (after_ && record.id <= *after_) return then_(Fault::incident);
    after_ = record.id;
    const auto plaintext = open(record);
    if (!plaintext) return then_(Fault::incident);
    if (record.flags == wire::Standing::tombstone) continue;
    auto profile = parse_profile(plaintext->reveal());
    if (profile) return found(record, std::move(*profile));
    if (profile.fault() != Fault::not_found) return then_(Fault::malformed);
  }
  const bool has_more = reply->after.has_value();
  if (has_more && (reply->records.empty() || reply->after != after_)) return then_(Fault::incident);
  if (!has_more) {
    after_.reset();
    ++at_;
  }
  look_into_next();
}

Result<Secret> LoadProfile::open(const wire::Record& record) const {
  const CollectionKey key = TRY(open_key(record.ck_version));
  return open_record(key,
                     {.account = core.session()->account,
                      .collection = collections_[at_].id,
                      .record = record.id,
                      .revision = record.revision,
                      .key_version = record.ck_version,
                      .state = static_cast<RecordState>(record.flags)},
                     record.blob);
}

Result<CollectionKey> LoadProfile::open_key(std::uint32_t version) const {
  const Session& session = *core.session();
  for (const wire::CollectionKeyBlob& key : collections_[at_].keys) {
    if (key.ck_version != version) continue;
    return unwrap_collection_key(
        derive_collection_wrap_key(session.master_key, session.account, session.amk_version), key.blob,
        {.account = session.account,
         .collection = collections_[at_].id,
         .key_version = version,
         .amk_version = session.amk_version});
  }
  return Fault::incident;
}

void LoadProfile::found(const wire::Record& record, OwnerProfile profile) {
  const wire::Collection& collection = collections_[at_];
  auto key = open_key(collection.ck_current);
  if (!key) return then_(Fault::incident);
  then_(LoadedProfile{
      ProfilePlace{collection.id, std::move(*key), collection.ck_current, record.id, record.revision},
      std::move(profile), static_cast<std::uint32_t>(collections_.size())});
}

}  // namespace portal::core
