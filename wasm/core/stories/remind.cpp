#include "wasm/core/stories/remind.h"

namespace portal::core {
namespace {

std::uint32_t months_in(const std::string& text) {
  return text == "3" ? 3 : text == "6" ? 6 : text == "12" ? 12 : 0;
}

}  // namespace

void Remind::begin() {
  core.hush();
  core.call(this, wire::ReminderSet{months_in(months_)}, &Remind::saved);
}

void Remind::saved(Result<wire::Nothing> reply) {
  core.end(this);
  if (!reply) return core.complain_about(reply.fault());
  if (core.model().account) core.model().account->remind_months = months_in(months_);
  core.tell(Notice::reminder_saved);
}

}  // namespace portal::core
