// One call of the program: what the commands are made of.
#pragma once

#include "wasm/cli/client.h"
#include "wasm/cli/options.h"
#include "wasm/cli/report.h"
#include "wasm/cli/terminal.h"

namespace portal::cli {

class Run {
 public:
  Run(const Options& options, Client& client, Terminal& terminal, Signals& signals)
      : options(options), client(client), terminal(terminal), signals_(signals) {}

  // Each of these is false when the command is over; `report` then says how.
  bool open(std::string path, std::string fragment = "");
  bool settle();                      // and there is no alert
  bool sign_in_to(std::string path);  // at that screen, with its content there
  bool type_login();
  // On the terminal, or the next line of that file descriptor.
  bool take_secret(Secret& to, std::string_view what, std::optional<int> descriptor);
  bool take_new_password(Secret& to);  // asked for twice on the terminal
  // The recovery key that the core shows: into a file or onto the terminal, and two groups of it back.
  bool can_show_recovery_key();
  bool keep_recovery_key();

  bool take(Asked asked, Secret& to, std::string_view what, std::string_view option);
  bool stop(Outcome outcome, std::string says);
  void conclude();  // from what the core tells
  void sign_out();  // keeps the report
  std::string screen() const;

  const Options& options;
  Client& client;
  Terminal& terminal;
  Report report = {};
  Secret password = {};  // as it was typed at the sign-in, for what asks again

 private:
  bool show_and_ask_back();
  bool save_and_read_back();

  Signals& signals_;
};

}  // namespace portal::cli
