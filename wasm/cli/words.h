// The sentences that only the command line has. All others are the page's, from view/wording.
#pragma once

#include <string>
#include <string_view>

namespace portal::cli::words {

inline constexpr std::string_view kPassword = "Password";
inline constexpr std::string_view kNewPassword = "New password";
inline constexpr std::string_view kRepeatNewPassword = "Repeat new password";
inline constexpr std::string_view kRecoveryKey = "Recovery key";
inline constexpr std::string_view kPassphrase = "Passphrase";
inline constexpr std::string_view kLink = "The link from the mail";

inline constexpr std::string_view kStopped = "Stopped. Nothing was changed.";
inline constexpr std::string_view kStoppedAtWork =
    "Stopped before the server was heard. What was asked for may have been done or not: look before you ask "
    "again.";
inline constexpr std::string_view kState =
    "What was seen of this server before cannot be read or kept. Repair the folder, or name another one by "
    "--state, "
    "or give --no-state.";
inline constexpr std::string_view kStateNotKept =
    "What was seen of this server could not be kept: the next call will not notice an older state.";
inline constexpr std::string_view kNoServer = "Say where the portal is: --server URL, or PORTAL_SERVER.";
inline constexpr std::string_view kBadServer =
    "--server takes an https address without a path, or an http one of this machine.";
inline constexpr std::string_view kBadLink = "This is no link of that portal.";
inline constexpr std::string_view kNowhereForKey =
    "There is no terminal to show the recovery key on: give --recovery-key-out FILE.";
inline constexpr std::string_view kFileThere = "There is a file of that name already.";
inline constexpr std::string_view kNoSuchFile = "There is no such file.";
inline constexpr std::string_view kNoSwitch = "There is no such list, or it has no such purpose.";
inline constexpr std::string_view kNothingKept = "Nothing is kept there.";
inline constexpr std::string_view kNotTheLogin = "That is another address. Nothing was changed.";
inline constexpr std::string_view kNoDeletion = "No deletion is waiting.";

inline std::string no_terminal(std::string_view what, std::string_view option) {
  return "There is no terminal to ask on (" + std::string(what) + "): give " + std::string(option) + ".";
}
inline std::string unreadable(std::string_view what) {
  return "Nothing could be read (" + std::string(what) + ").";
}
inline std::string_view option_for(std::string_view what) {
  if (what == kPassword) return "--password-fd N";
  if (what == kRecoveryKey) return "--recovery-key-fd N";
  if (what == kPassphrase) return "--passphrase-fd N";
  return what == kLink ? "--link-fd N" : "--new-password-fd N";
}

}  // namespace portal::cli::words
