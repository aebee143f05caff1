#include "wasm/cli/commands.h"
#include "wasm/cli/words.h"
#include "wasm/core/switches.h"

namespace portal::cli {
namespace {

using core::Intent;

bool load(Run& run) {
  if (!run.sign_in_to("/subscriptions")) return false;
  if (run.client.model().subscriptions) return true;
  run.conclude();
  return false;
}

void finish_subscriptions(Run& run) {
  if (run.settle()) {
    run.conclude();
    run.report.subscriptions = run.client.model().subscriptions;
  }
  run.sign_out();
}

const wire::PurposeState* find_state(const core::Model& model, const std::string& list,
                                     wire::Purpose purpose) {
  for (const auto& each : model.subscriptions->lists) {
    for (const auto& state : each.purposes) {
      if (each.id == list && state.id == purpose) return &state;
    }
  }
  return nullptr;
}

}  // namespace

void show_subscriptions(Run& run) {
  if (!load(run)) return run.sign_out();
  run.report.text = run.screen();
  finish_subscriptions(run);
}

void set_subscription(Run& run) {
  if (!load(run)) return run.sign_out();
  const Options& options = run.options;
  const auto* state = find_state(run.client.model(), options.list, options.purpose);
  if (!state) {
    run.stop(Outcome::not_accepted, std::string(words::kNoSwitch));
    return run.sign_out();
  }
  const std::string key = core::switch_key(options.list, options.purpose);
  if (state->on != options.on) run.client.press({Intent::Do::switch_purpose, key});
  finish_subscriptions(run);
}

void stop_all_mail(Run& run) {
  if (!load(run)) return run.sign_out();
  run.client.press({Intent::Do::stop_all_mail});
  finish_subscriptions(run);
}

}  // namespace portal::cli
