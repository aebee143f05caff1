#include "wasm/view/wording.h"

#include <charconv>

#include "wasm/view/moments.h"
#include "wasm/view/names.h"

namespace portal::view {
namespace {

using core::Notice;

std::string switch_of(const std::string& purpose) {
  const auto found = wire::find_named<wire::Purpose>(purpose);
  return found ? std::string(switch_name(*found)) : purpose;
}

std::string item_of_wire(const std::string& name) {
  const auto found = wire::find_named<core::Item>(name);
  return found ? std::string(item_name(*found)) : name;
}

std::uint64_t number_in(const std::string& text) {
  std::uint64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

}  // namespace

std::string print_code(const std::string& digits) {
  return digits.size() == 6 ? digits.substr(0, 3) + " " + digits.substr(3) : digits;
}

std::string sentence(const core::Told& told) {
  switch (told.notice) {
    case Notice::none:
      return "";
    case Notice::check_your_email:
      return "Check your email.";
    case Notice::copied:
      return "Copied.";
    case Notice::account_ready:
      return "Your account is ready.";
    case Notice::signed_out:
      return "You are signed out.";
    case Notice::switched_on:
      return switch_of(told.of) + " is on.";
    case Notice::switched_off:
      return switch_of(told.of) + " is off.";
    case Notice::all_mail_stopped:
      return "All mail is stopped.";
    case Notice::undone:
      return "Undone.";
    case Notice::password_changed:
      return "Your password is changed.";
    case Notice::reminder_saved:
      return "Your reminder is saved.";
    case Notice::session_ended:
      return "Session ended.";
    case Notice::other_sessions_ended:
      return "All other sessions are ended.";
    case Notice::typing_kept:
      return "What you typed is still here. It is not saved yet.";
    case Notice::device_named:
      return "The name is saved.";
    case Notice::new_device_mail_on:
      return "Mail about new devices is on.";
    case Notice::new_device_mail_off:
      return "Mail about new devices is off.";
    case Notice::recovery_key_renewed:
      return "Your new recovery key is in place. The old one opens nothing any more.";
    case Notice::data_saved:
      return "Saved.";
    case Notice::item_deleted:
      return item_of_wire(told.of) + " is deleted.";
    case Notice::voluntary_deleted:
      return "What is voluntary is deleted.";
    case Notice::other_version_kept:
      return "The other version is kept.";
    case Notice::export_ready:
      return "Your export is ready.";
    case Notice::cancelled:
      return "Cancelled.";
    case Notice::export_is_yours:
      return "This export is whole, and the expected key has signed it.";
    case Notice::export_is_whole:
      return "This export is whole. Compare its key with the one that you know.";
    case Notice::will_be_deleted:
      return "Your account will be deleted on " + print_date(number_in(told.of)) + ".";
    case Notice::deletion_cancelled:
      return "Deletion cancelled.";
    case Notice::reset_waits:
      return "Your vault will be emptied, not before " + print_moment(number_in(told.of)) + ".";
    case Notice::reset_cancelled:
      return "The reset is cancelled.";
    case Notice::account_set_up:
      return "Your account is ready. Its vault is empty.";
    case Notice::other_vault_accepted:
      return "This device knows the other vault now. Go on as before.";
    case Notice::led_to_entry:
      return "";  // the screen's affair: it knows the entry
    case Notice::everybody_signed_out:
      return "Everybody is signed out. For three days only the password from before opens your account.";
    case Notice::code_shown:
      return "Code " + print_code(told.of) + ".";
    case Notice::frame_allowed:
      return "Allowed. You can close this window.";
    case Notice::frame_denied:
      return "Not allowed. You can close this window.";
    case Notice::not_an_email_address:
      return "This is not an email address.";
    case Notice::not_this_address:
      return "This is not the email address of the account.";
    case Notice::password_too_weak:
      return "Use a longer or less predictable password.";
    case Notice::password_too_common:
      return "This password is too common.";
    case Notice::passwords_differ:
      return "The passwords differ.";
    case Notice::password_too_long:
      return "This password is too long.";
    case Notice::password_unreadable:
      return "This password has characters that cannot be typed again everywhere.";
    case Notice::not_a_device_name:
      return "A name has up to 64 characters.";
    case Notice::incomplete_recovery_key:
      return "This is not a complete recovery key.";
    case Notice::no_file:
      return "Choose a file.";
    case Notice::not_a_key_line:
      return "This is not a key line.";
    case Notice::passphrase_needed:
      return "This file needs its passphrase.";
    case Notice::erasure_not_understood:
      return "Tick the box first: deleted data cannot be restored.";
    case Notice::group_does_not_match:
      return "Group " + told.of + " does not match.";
    case Notice::card_number:
      return "This looks like a card number.";
    case Notice::value_too_long:
      return "This is too long.";
    case Notice::value_unreadable:
      return "This has characters that cannot be kept.";
    case Notice::wrong_login:
      return "The email address or the password is not right.";
    case Notice::wrong_current_password:
      return "The current password is not right. Nothing was changed.";
    case Notice::wrong_recovery_key:
      return "The email address or the recovery key is not right.";
    case Notice::wrong_password:
      return "The password is not right.";
    case Notice::wrong_previous_password:
      return "The email address or the password from before is not right, or the account is not locked.";
    case Notice::wrong_previous_key:
      return "The email address or the recovery key from before is not right, or the account is not locked.";
    case Notice::link_not_valid:
      return "This link is no longer valid.";
    case Notice::too_many_attempts:
      return "Too many attempts. Try again later.";
    case Notice::unreachable:
      return "We could not reach the server.";
    case Notice::unavailable:
      return "The server could not do this. Try again in a minute.";
    case Notice::nothing_changed:
      return "Nothing was changed.";
    case Notice::changed_elsewhere:
      return "Your password was changed elsewhere. Sign in with that one.";
    case Notice::did_not_hear_back:
      return "We did not hear back. Try your new password first, then the old one.";
    case Notice::did_not_hear_back_recovering:
      return "We did not hear back. Try your new password first, then the recovery key that you used.";
    case Notice::did_not_hear_back_renewing:
      return "We did not hear back. Keep both recovery keys, and make another one later.";
    case Notice::cannot_renew_now:
      return "The recovery key cannot be renewed now: it was renewed elsewhere, or used less than three days "
             "ago. Nothing was changed.";
    case Notice::cannot_delete_now:
      return "Your account was recovered less than 72 hours ago, so it cannot be deleted yet. Nothing was "
             "changed.";
    case Notice::changed_but_signed_out:
      return "Your new password is in place. Sign in with it.";
    case Notice::ready_but_signed_out:
      return "Your account is made. Sign in with your password.";
    case Notice::could_not_stay:
      return "You are signed in, but this device could not be remembered: next time we ask for your "
             "password.";
    case Notice::could_not_copy:
      return "The key could not be copied. Write it down or save it as a file.";
    case Notice::passphrase_not_copied:
      return "The passphrase could not be copied. Write it down.";
    case Notice::file_not_saved:
      return "The file could not be saved. Nothing of it was kept.";
    case Notice::file_not_read:
      return "The file could not be read.";
    case Notice::wrong_passphrase:
      return "The passphrase is not right.";
    case Notice::export_of_another:
      return "This export is whole, but another key has signed it.";
    case Notice::export_is_broken:
      return "This is not an export, or it was changed.";
    case Notice::no_memory_for_file:
      return "This device has too little free memory to open the file.";
    case Notice::no_memory_to_seal:
      return "This device has too little free memory to protect the file with a passphrase. Close other "
             "pages "
             "and try again.";
    case Notice::file_asks_too_much:
      return "This file asks for more memory than we use: we did not make it like this. Open it with age, "
             "and "
             "check the ZIP file that is in it.";
    case Notice::no_memory:
      return "This device has too little free memory to protect your password. Close other pages and try "
             "again.";
    case Notice::data_changed_elsewhere:
      return "Someone changed this elsewhere.";
    case Notice::data_not_heard_yet:
      return "We did not hear back yet. We go on trying as long as this page is open.";
    case Notice::data_full:
      return "There is no more room for your data. Nothing was changed.";
    case Notice::data_of_other_version:
      return "Your data was written by a newer version of this program. Open this page anew.";
    case Notice::code_expired:
      return "This code has expired.";
    case Notice::request_expired:
      return "This request has expired.";
    case Notice::frame_not_allowed:
      return "This was not allowed. Nothing is shown here.";
    case Notice::site_not_listed:
      return "This page may not show your mail preferences. Open them in a new window.";
    case Notice::another_vault:
      return "The server showed another vault than this device knows. Nothing was opened or sent.";
    case Notice::incident:
      return "The server showed something that an honest server cannot show. Nothing was accepted. Contact "
             "support before you go on.";
  }
  return "";
}

}  // namespace portal::view
