// The owner's profile, fetched and opened. A part of a story, as LoginRun is.
#pragma once

#include <functional>

#include "shared/crypto/record.h"
#include "shared/wire/records.h"
#include "wasm/core/asking.h"
#include "wasm/core/records/profile.h"

namespace portal::core {

// Where the profile stands, and what the next write of it needs.
struct ProfilePlace {
  CollectionId collection;
  CollectionKey key;  // the one that new writes use
  std::uint32_t key_version;
  RecordId record;
  std::uint64_t revision;
};

struct LoadedProfile {
  std::optional<ProfilePlace> place;  // none: nothing was ever saved
  OwnerProfile profile;
  std::uint32_t collections;  // that the account has
};

class LoadProfile final : public Story {
 public:
  // Fault::incident for whatever does not open at its place; Fault::malformed for a profile that another
  // version of this program has written.
  using Then = std::function<void(Result<LoadedProfile>)>;

  LoadProfile(Core& core, Then then) : Story(core, Kind::part), then_(std::move(then)) {}
  void begin();

 private:
  void listed(Result<wire::Collections> reply);
  void look_into_next();
  void shown(Result<wire::Records> reply);
  Result<Secret> open(const wire::Record& record) const;
  Result<CollectionKey> open_key(std::uint32_t version) const;
  void found(const wire::Record& record, OwnerProfile profile);

  Then then_;
  std::vector<wire::Collection> collections_;
  std::size_t at_ = 0;  // the collection that is looked into
  std::optional<wire::RecordId> after_;
};

}  // namespace portal::core
