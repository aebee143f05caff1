#include "wasm/core/stories/arrive.h"

namespace portal::core {
namespace {

constexpr std::uint64_t kRetryAfter = 5000;

std::string kept_text(const Core& core, const std::string& name) {
  const Bytes* kept = core.find_kept(name);
  return kept ? std::string(text_of(*kept)) : "";
}

}  // namespace

void Arrive::begin() {
  core.model().theme = theme_named(kept_text(core, "theme"));
  core.model().renderer = renderer_named(kept_text(core, "view"));
  core.model().asks_again = core.find_kept("was-signed-in") != nullptr;
  try_again();
}

void Arrive::try_again() {
  waits_ = false;
  if (!core.model().trust) core.call(this, wire::TrustShow{}, &Arrive::trusted);
  if (!core.model().site) core.call(this, wire::SiteShow{}, &Arrive::introduced);
}

// A realm is for ever: another one under the same address is not the same portal.
void Arrive::trusted(Result<wire::Trust> reply) {
  if (!reply) return retry_later();
  const std::string pinned = kept_text(core, "realm");
  if (reply->v != 1 || (!pinned.empty() && pinned != reply->realm)) return core.complain(Notice::incident);
  if (pinned.empty()) core.keep("realm", bytes_of(reply->realm));
  core.model().trust = std::move(*reply);
  core.unlock_if_kept();
  core.heard_again();
}

void Arrive::introduced(Result<wire::Site> reply) {
  if (!reply) return retry_later();
  core.model().site = std::move(*reply);
  core.heed_host();
}

void Arrive::retry_later() {
  if (waits_) return;
  waits_ = true;
  core.complain(Notice::unreachable);
  core.wait(this, kRetryAfter, &Arrive::try_again);
}

}  // namespace portal::core
