#include "wasm/cli/commands.h"
#include "wasm/cli/words.h"

namespace portal::cli {
namespace {

using core::Field;
using core::Intent;

void type_new(Run& run, Secret password) {
  run.client.type(Field::new_password, password.duplicate());
  run.client.type(Field::repeat_new_password, std::move(password));
}

}  // namespace

void change_password(Run& run) {
  if (!run.sign_in_to("/change-password")) return;
  Secret password;
  if (!run.take_new_password(password)) return run.sign_out();
  run.client.type(Field::current_password, std::move(run.password));
  type_new(run, std::move(password));
  run.client.press({Intent::Do::change_password});
  if (run.settle()) run.conclude();
  run.sign_out();
}

void recover(Run& run) {
  if (!run.can_show_recovery_key() || !run.open("/recovery") || !run.type_login()) return;
  Secret key, password;
  if (!run.take_secret(key, words::kRecoveryKey, run.options.recovery_key_fd)) return;
  if (!run.take_new_password(password)) return;
  run.client.type(Field::recovery_key, std::move(key));
  type_new(run, std::move(password));
  run.client.press({Intent::Do::recover});
  if (!run.settle() || !run.keep_recovery_key()) return;
  run.conclude();
  run.sign_out();
}

}  // namespace portal::cli
