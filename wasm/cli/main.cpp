// portal: the client for the command line. See portal(1).
#include <cstdio>
#include <sodium.h>
#include <string>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "wasm/cli/commands.h"
#include "wasm/cli/progress.h"
#include "wasm/cli/screen_text.h"
#include "wasm/cli/words.h"

namespace portal::cli {
namespace {

// A core dump would hold the secrets of the process. And nothing that it writes is for others.
void keep_to_ourselves() {
  const rlimit none{0, 0};
  setrlimit(RLIMIT_CORE, &none);
  prctl(PR_SET_DUMPABLE, 0);
  umask(0077);
}

void print(std::FILE* to, std::string_view text) {
  std::fwrite(text.data(), 1, text.size(), to);
}

int tell(const Options& options, const Report& report) {
  if (options.speaks_json) {
    print(stdout, print_json(report));
  } else {
    print(stdout, report.text);
    const bool went_well = report.outcome == Outcome::done;
    const std::string line = printable(report.says) + "\n";
    if (!report.says.empty()) print(went_well ? stdout : stderr, went_well ? line : "portal: " + line);
  }
  const bool is_out = std::fflush(stdout) == 0 && !std::ferror(stdout);
  return exit_code(is_out ? report.outcome : Outcome::local);
}

void dispatch(Run& run, const ServerUrl& server) {
  switch (run.options.command) {
    case Command::ask_for_sign_up:
      return ask_for_sign_up(run);
    case Command::finish_sign_up:
      return finish_sign_up(run, server);
    case Command::sign_in:
      return sign_in(run);
    case Command::show_data:
      return show_data(run);
    case Command::set_data:
      return set_data(run);
    case Command::clear_data:
      return clear_data(run);
    case Command::show_subscriptions:
      return show_subscriptions(run);
    case Command::set_subscription:
      return set_subscription(run);
    case Command::stop_all_mail:
      return stop_all_mail(run);
    case Command::make_export:
      return make_export(run);
    case Command::verify:
      return verify(run);
    case Command::change_password:
      return change_password(run);
    case Command::recover:
      return recover(run);
    case Command::delete_account:
      return delete_account(run);
    case Command::cancel_deletion:
      return cancel_deletion(run);
  }
}

int run_with(const Options& options, Http* http, const ServerUrl& server, StateFolder state,
             Signals& signals) {
  Client client(http, std::move(state), signals);
  Terminal terminal(signals);
  Progress progress;
  client.looked = [&progress](const core::Model& model) { progress.look(model); };
  Run run(options, client, terminal, signals);
  dispatch(run, server);
  progress.end();
  if (!client.has_kept_all) print(stderr, "portal: " + std::string(words::kStateNotKept) + "\n");
  return tell(options, run.report);
}

int run(const Options& options) {
  Signals signals;
  if (options.command == Command::verify) return run_with(options, nullptr, {}, StateFolder(), signals);
  const auto refuse = [&](std::string_view why) { return tell(options, {Outcome::usage, std::string(why)}); };
  if (options.server.empty()) return refuse(words::kNoServer);
  const auto server = find_server(options.server);
  if (!server) return refuse(words::kBadServer);
  StateFolder state;
  if (options.keeps_state) {
    const auto folder = options.state.empty() ? usual_state_folder() : std::filesystem::path(options.state);
    if (folder.empty()) return refuse(words::kState);
    state = StateFolder(folder / server->place);
  }
  Http http(*server, options.authorities);
  return run_with(options, &http, *server, std::move(state), signals);
}

}  // namespace
}  // namespace portal::cli

int main(int count, char** words) {
  using namespace portal::cli;
  keep_to_ourselves();
  if (sodium_init() < 0) return exit_code(Outcome::local);
  const auto parsed = parse_options({words + 1, words + count});
  if (const auto* printed = std::get_if<Printed>(&parsed)) {
    print(printed->is_wrong ? stderr : stdout, (printed->is_wrong ? "portal: " : "") + printed->text + "\n");
    return exit_code(printed->is_wrong ? Outcome::usage : Outcome::done);
  }
  return run(*std::get_if<Options>(&parsed));
}
