// What `--help` teaches beyond the names of the options.
#pragma once

#include <string_view>

namespace portal::cli {

inline constexpr std::string_view kHelpFooter = R"(
Begin with
  export PORTAL_SERVER=https://portal.example PORTAL_LOGIN=anna@example.org
  portal sign-in
  portal data show
  portal export -o everything.zip && portal verify everything.zip

Each command signs in, does one thing, and signs out. Passwords are asked for on the terminal, or read from a file
descriptor, one line each:
  portal data show phone --password-fd 3 3< password.txt

Exit codes: 0 done; 1 the server could not do it; 2 command line; 3 not accepted as typed; 4 wrong password, key or
link; 5 changed elsewhere; 6 server not reachable, or too many attempts; 7 sent, and no answer heard; 8 the server
showed what an honest one cannot; 9 a file or the memory here; 10 an export that is not whole or of another key;
130 stopped. portal(1) has all of it.)";

inline constexpr std::string_view kSignUpHelp = R"(
  portal sign-up anna@example.org
  portal sign-up --finish            then paste the link from the mail
  portal sign-up --finish --link-fd 0 --new-password-fd 3 --recovery-key-out key.txt < link.txt 3< password.txt

The recovery key is shown once, on the terminal, and two of its groups are asked back. With --recovery-key-out it is
written into a new file that only you can read.)";

inline constexpr std::string_view kSignInHelp = R"(
  portal sign-in --login anna@example.org
  portal sign-in --json | jq .account.credential_version

Shows the overview, the versions of your keys, and the key line that your exports are checked with. Nothing stays
signed in.)";

inline constexpr std::string_view kDataHelp = R"(
  portal data show
  portal data show phone
  portal data set notes < notes.txt
  portal data set city --value Zürich
  portal data clear phone
  portal data clear --voluntary

If it was changed on another device in the same moment, nothing is saved and the exit code is 5.)";

inline constexpr std::string_view kSubscriptionsHelp = R"(
  portal subscriptions
  portal subscriptions set software news on
  portal subscriptions stop-all)";

inline constexpr std::string_view kExportHelp = R"(
  portal export -o everything.zip
  portal export -o everything.zip.age --passphrase

The file is there when it is complete, or not at all. A sealed one opens with `age -d` too.)";

inline constexpr std::string_view kVerifyHelp = R"(
  portal verify everything.zip --key RWQ…
  portal verify everything.zip.age --passphrase-fd 3 3< passphrase.txt

Exit code 0 if it is whole (and signed by that key), 10 if not. No server is asked.)";

inline constexpr std::string_view kChangeHelp = R"(
  portal change-password
  portal change-password --password-fd 3 --new-password-fd 4 3< old.txt 4< new.txt

Ctrl-C cancels: the sentence that follows says which password is in place. If the server is not heard, this goes on
asking until it is, or until a second Ctrl-C.)";

inline constexpr std::string_view kRecoverHelp = R"(
  portal recover
  portal recover --recovery-key-fd 3 --new-password-fd 4 --recovery-key-out next.txt 3< key.txt 4< new.txt

The recovery key is used up by it; you get the next one.)";

inline constexpr std::string_view kDeleteHelp = R"(
  portal delete
  portal delete --yes --password-fd 3 3< password.txt
  portal delete --cancel)";

}  // namespace portal::cli
