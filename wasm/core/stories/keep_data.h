// My data: the profile as one sealed record. Each change is written at once and as a whole; who comes too
// late is shown both versions and chooses.
#pragma once

#include <memory>

#include "wasm/core/asking.h"
#include "wasm/core/records/load_profile.h"

namespace portal::core {

class KeepData final : public Story {
 public:
  static constexpr Kind kKind = Kind::keep_data;
  explicit KeepData(Core& core) : Story(core, kKind) {}

  void begin();
  void press(const Intent& intent);

 private:
  void load();
  void loaded(Result<LoadedProfile> profile);
  void take_up_typing();
  void save();
  void remove(Item item);
  void clear_voluntary();
  void undo();
  void take_theirs();

  void write(OwnerProfile wanted, Told done);
  void send();
  void written(Result<wire::RecordsWritten> reply);
  void accept();
  void look_what_changed();
  bool follows(const LoadedProfile& loaded) const;
  void offer_choice(Result<LoadedProfile> theirs);
  void take_place(LoadedProfile loaded);

  std::unique_ptr<LoadProfile> run_;
  std::optional<ProfilePlace> place_;
  std::uint32_t collections_ = 0;
  std::optional<OwnerProfile> before_;  // what Undo goes back to

  // While a write is under way: the same bytes until it is heard what became of them.
  wire::RecordsWrite message_{};
  std::optional<CollectionKey> new_key_;
  OwnerProfile wanted_;
  Told done_;
  std::uint32_t unheard_ = 0;
  bool has_tried_again_ = false;
};

}  // namespace portal::core
