// The activity log, page by page from where it was read last, each entry held against its hash.
#pragma once

#include "wasm/core/asking.h"

namespace portal::core {

class ReadActivity final : public Story {
 public:
  static constexpr Kind kKind = Kind::read_activity;
  explicit ReadActivity(Core& core) : Story(core, kKind) {}

  void begin();

 private:
  void read();
  void page_read(Result<wire::LogPage> reply);
  void stop(Fault fault);
};

ActivityKind kind_named(std::string_view name);
std::string_view name_of(ActivityKind kind);
void show_activity(Model& model, ActivityKind kind);
void search_activity(Model& model);

}  // namespace portal::core
