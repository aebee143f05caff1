#include <unistd.h>

#include "wasm/cli/commands.h"
#include "wasm/cli/screen_text.h"
#include "wasm/cli/words.h"

namespace portal::cli {
namespace {

using core::Intent;
using core::Item;

constexpr std::size_t kLargestValue = 1 << 20;  // the core says how much of it is too long

// Signed in, and what is kept is there.
bool load(Run& run) {
  if (!run.sign_in_to("/my-data")) return false;
  if (run.client.model().my_data) return true;
  run.conclude();
  return false;
}

void report_items(Run& run, std::optional<Item> only) {
  const core::OwnerProfile& saved = run.client.model().my_data->saved;
  run.report.data.emplace();
  for (std::size_t i = 0; i < core::kItems; ++i) {
    const Item item = core::item_at(i);
    if (!saved[item] || (only && *only != item)) continue;
    run.report.data->push_back({std::string(wire::name_of(item)), saved[item]->value,
                                std::string(wire::name_of(saved[item]->source)), saved[item]->changed});
  }
}

// Done, as the server has it, or in conflict with what somebody else did in the same moment.
void finish_data(Run& run) {
  if (run.settle()) {
    run.conclude();
    report_items(run, run.options.item);
  }
  run.sign_out();
}

bool take_value(Run& run, Secret& to) {
  if (run.options.value) {
    to = Secret(view_of(*run.options.value));
    return true;
  }
  if (!run.take(run.terminal.read_all(STDIN_FILENO, kLargestValue), to, "the value", "--value")) return false;
  const bool has_end = !to.empty() && to.reveal().back() == '\n';
  if (has_end) to = Secret(View(to.reveal()).first(to.size() - 1));
  return true;
}

}  // namespace

void show_data(Run& run) {
  if (!load(run)) return run.sign_out();
  report_items(run, run.options.item);
  run.conclude();
  if (!run.options.item) {
    run.report.text = run.screen();
  } else if (run.report.data->empty()) {
    run.report.says = words::kNothingKept;
  } else {
    run.report.text = printable(run.report.data->front().value) + "\n";
  }
  run.sign_out();
}

void set_data(Run& run) {
  Secret value;
  if (!take_value(run, value) || !load(run)) return run.sign_out();
  run.client.type(core::field_of(*run.options.item), std::move(value));
  run.client.press({Intent::Do::save_data});
  finish_data(run);
}

void clear_data(Run& run) {
  if (!load(run)) return run.sign_out();
  const auto item = run.options.item;
  run.client.press(item ? Intent{Intent::Do::delete_item, {}, core::field_of(*item)}
                        : Intent{Intent::Do::clear_voluntary});
  finish_data(run);
}

}  // namespace portal::cli
