#include "wasm/cli/run.h"

#include "wasm/cli/screen_text.h"
#include "wasm/cli/typed.h"
#include "wasm/cli/words.h"
#include "wasm/view/screen.h"
#include "wasm/view/wording.h"

namespace portal::cli {

using core::Field;
using core::Intent;
using core::Notice;

bool Run::stop(Outcome outcome, std::string says) {
  report.outcome = outcome;
  report.says = std::move(says);
  return false;
}

bool Run::open(std::string path, std::string fragment) {
  if (!client.open(std::move(path), std::move(fragment)))
    return stop(Outcome::local, std::string(words::kState));
  return settle();
}

bool Run::settle() {
  if (client.settle() == Client::End::stopped) {
    const bool may_have_begun = client.is_changing();
    return stop(may_have_begun ? Outcome::unclear : Outcome::stopped,
                std::string(may_have_begun ? words::kStoppedAtWork : words::kStopped));
  }
  if (client.model().alert.notice == Notice::none) return true;
  conclude();
  return report.outcome == Outcome::done;
}

void Run::conclude() {
  const core::Model& model = client.model();
  const core::Told& told = model.alert.notice != Notice::none ? model.alert : model.status;
  report.outcome = outcome_of(model.alert.notice);
  report.says = view::sentence(told);
  if (told.notice == Notice::none && signals_.count() > 0)
    stop(Outcome::stopped, std::string(words::kStopped));
  const bool was_cancelled = told.notice == Notice::nothing_changed || told.notice == Notice::cancelled;
  if (was_cancelled && signals_.count() > 0) report.outcome = Outcome::stopped;
}

bool Run::take(Asked asked, Secret& to, std::string_view what, std::string_view option) {
  switch (asked.how) {
    case Asked::How::given:
      to = std::move(asked.text);
      return true;
    case Asked::How::no_terminal:
      return stop(Outcome::usage, words::no_terminal(what, option));
    case Asked::How::unreadable:
      return stop(Outcome::usage, words::unreadable(what));
    case Asked::How::stopped:
      return stop(Outcome::stopped, std::string(words::kStopped));
  }
  return false;
}

bool Run::take_secret(Secret& to, std::string_view what, std::optional<int> descriptor) {
  Secret typed;
  const std::string name(what);
  const bool taken = descriptor
                         ? take(terminal.read_line(*descriptor), typed, what, "")
                         : take(terminal.ask_secret(name + ": "), typed, what, words::option_for(what));
  if (!taken) return false;
  to = normalise_nfc(typed);
  return true;
}

bool Run::take_new_password(Secret& to) {
  if (!take_secret(to, words::kNewPassword, options.new_password_fd)) return false;
  if (options.new_password_fd) return true;
  Secret again;
  if (!take_secret(again, words::kRepeatNewPassword, {})) return false;
  if (equal_in_constant_time(to.reveal(), again.reveal())) return true;
  return stop(Outcome::not_accepted, view::sentence({Notice::passwords_differ}));
}

bool Run::type_login() {
  Secret login(view_of(options.login));
  if (login.empty() && !take(terminal.ask("Email address: "), login, "the email address", "--login"))
    return false;
  client.type(Field::email, std::move(login));
  return true;
}

bool Run::sign_in_to(std::string path) {
  if (!open(std::move(path)) || !type_login()) return false;
  if (!take_secret(password, words::kPassword, options.password_fd)) return false;
  client.type(Field::password, password.duplicate());
  client.press({Intent::Do::sign_in});
  if (!settle()) return false;
  if (client.model().signed_in && client.model().account) return true;
  conclude();
  return false;
}

// The answer to this changes nothing in what was done.
void Run::sign_out() {
  if (!client.model().signed_in || signals_.count() > 1) return;
  client.pass_over_signals();
  client.press({Intent::Do::sign_out});
  (void)client.settle();
}

std::string Run::screen() const {
  return screen_text(view::screen(client.model()));
}

}  // namespace portal::cli
