#include "wasm/core/stories/read_activity.h"

#include <algorithm>

namespace portal::core {
namespace {

constexpr std::array<std::string_view, kActivityKinds> kKindNames{"all",  "sign-ins", "keys",
                                                                  "mail", "account",  "other"};

}  // namespace

void ReadActivity::begin() {
  auto& shown = core.model().activity;
  if (!shown) shown.emplace();
  shown->reading = ActivityShown::Reading::under_way;
  shown->look_from(0);
  shown->pointed.reset();
  shown->chosen.reset();
  core.hush();
  read();
}

void ReadActivity::read() {
  core.call(this, wire::LogEntries{core.model().activity->log.next()}, &ReadActivity::page_read);
}

void ReadActivity::page_read(Result<wire::LogPage> reply) {
  if (!reply) return stop(reply.fault());
  ActivityShown& shown = *core.model().activity;
  if (const Status added = shown.log.add(*reply); !added) return stop(added.fault());
  if (reply->next) return read();
  if (!shown.log.is_whole()) return stop(Fault::incident);
  shown.reading = ActivityShown::Reading::done;
  core.end(this);
}

// What was read before a fault stays, and is read on from; but nothing of a server that was caught.
void ReadActivity::stop(Fault fault) {
  auto& shown = core.model().activity;
  if (fault == Fault::incident) shown->log = {};
  shown->reading = ActivityShown::Reading::stopped;
  core.end(this);
  core.complain_about(fault);
}

ActivityKind kind_named(std::string_view name) {
  const auto found = std::find(kKindNames.begin(), kKindNames.end(), name);
  return found == kKindNames.end() ? ActivityKind::all
                                   : static_cast<ActivityKind>(found - kKindNames.begin());
}

std::string_view name_of(ActivityKind kind) {
  return kKindNames[static_cast<std::size_t>(kind)];
}

void show_activity(Model& model, ActivityKind kind) {
  if (!model.activity) return;
  model.activity->kind = kind;
  search_activity(model);
}

// What was said of a row is of the table as it was.
void search_activity(Model& model) {
  if (!model.activity) return;
  model.activity->look_from(0);
  if (model.status.notice == Notice::led_to_entry) model.status = {};
}

}  // namespace portal::core
