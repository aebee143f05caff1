#include "wasm/cli/commands.h"
#include "wasm/cli/typed.h"
#include "wasm/cli/words.h"

namespace portal::cli {

using core::Field;
using core::Intent;

void ask_for_sign_up(Run& run) {
  if (!run.open("/sign-up") || !run.type_login()) return;
  run.client.press({Intent::Do::send_link});
  if (run.settle()) run.conclude();
}

void finish_sign_up(Run& run, const ServerUrl& server) {
  if (!run.can_show_recovery_key()) return;
  Secret typed;
  if (!run.take_secret(typed, words::kLink, run.options.link_fd)) return;
  const auto link = find_link(server, text_of(typed.reveal()));
  if (!link || link->path != core::path_of(core::Place::finish)) {
    run.stop(Outcome::wrong_proof, std::string(words::kBadLink));
    return;
  }
  if (!run.open(link->path, link->fragment)) return;
  Secret password;
  if (!run.take_new_password(password)) return;
  run.client.type(Field::password, password.duplicate());
  run.client.type(Field::repeat_password, std::move(password));
  run.client.press({Intent::Do::choose_password});
  if (!run.settle() || !run.keep_recovery_key()) return;
  run.conclude();
  run.sign_out();
}

}  // namespace portal::cli
