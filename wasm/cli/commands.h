// One function for each command. Each leaves in `run.report` how it went.
#pragma once

#include "wasm/cli/run.h"

namespace portal::cli {

void ask_for_sign_up(Run& run);
void finish_sign_up(Run& run, const ServerUrl& server);
void sign_in(Run& run);
void show_data(Run& run);
void set_data(Run& run);
void clear_data(Run& run);
void show_subscriptions(Run& run);
void set_subscription(Run& run);
void stop_all_mail(Run& run);
void make_export(Run& run);
void verify(Run& run);
void change_password(Run& run);
void recover(Run& run);
void delete_account(Run& run);
void cancel_deletion(Run& run);

}  // namespace portal::cli
