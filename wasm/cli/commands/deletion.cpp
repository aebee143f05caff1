#include "shared/base/inputs.h"
#include "wasm/cli/commands.h"
#include "wasm/cli/words.h"

namespace portal::cli {
namespace {

using core::Field;
using core::Intent;

bool confirm(Run& run) {
  if (run.options.is_sure) return true;
  Secret typed;
  run.terminal.say(run.screen());
  if (!run.take(run.terminal.ask("Type your email address to go on: "), typed, "to be sure", "--yes"))
    return false;
  const auto login = normalise_login(typed.reveal());
  if (login && *login == run.client.model().account->login) return true;
  return run.stop(Outcome::not_accepted, std::string(words::kNotTheLogin));
}

void finish_deletion(Run& run) {
  if (run.settle()) {
    run.conclude();
    run.report.delete_due = run.client.model().account ? run.client.model().account->erase_due : std::nullopt;
    if (run.report.delete_due) run.report.text = run.screen();
  }
  run.sign_out();
}

}  // namespace

void delete_account(Run& run) {
  if (!run.sign_in_to("/delete-account")) return;
  if (run.client.model().account->erase_due) return finish_deletion(run);
  if (!confirm(run)) return run.sign_out();
  run.client.type(Field::password, std::move(run.password));
  run.client.press({Intent::Do::understand_erasure});
  run.client.press({Intent::Do::delete_account});
  finish_deletion(run);
}

void cancel_deletion(Run& run) {
  if (!run.sign_in_to("/delete-account")) return;
  if (!run.client.model().account->erase_due) {
    run.stop(Outcome::failed, std::string(words::kNoDeletion));
    return run.sign_out();
  }
  run.client.press({Intent::Do::cancel_deletion});
  finish_deletion(run);
}

}  // namespace portal::cli
