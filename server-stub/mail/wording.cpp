#include "server-stub/mail/wording.h"

namespace portal::server {
namespace {

constexpr std::string_view kNotYou =
    "If this was not you, somebody else can open your account. Keep your\n"
    "recovery key at hand and write to our support at once.\n";
constexpr std::string_view kDisowning =
    "It signs everybody out. For three days only the password from before the\n"
    "recovery opens your account. The link works once and for three days.\n";
constexpr std::string_view kIgnore = "If you did not ask for this, you need not do anything.\n";

}  // namespace

Wording wording_of(MailKind kind) {
  switch (kind) {
    case MailKind::sign_up:
      return {"Finish your sign-up",
              "Someone, probably you, wants to create an account with this address.\n"
              "Open this page to choose a password:\n",
              Link::must_be,
              "The link works once and for 24 hours. If you did not ask for this, you\n"
              "need not do anything: there will be no account.\n"};
    case MailKind::already_registered:
      return {"You already have an account",
              "Someone, probably you, wants to create an account with this address.\n"
              "There is one already. You can sign in with your password.\n",
              Link::may_be, kIgnore};
    case MailKind::password_changed:
      return {"Your password was changed",
              "The password of your account was changed, and all other sessions were\n"
              "ended. If this was you, all is well.\n",
              Link::may_be, kNotYou};
    case MailKind::new_device:
      return {"Sign-in from a new device",
              "Someone signed in to your account from a device that we have not seen\n"
              "before. If this was you, all is well. Where you are signed in now:\n",
              Link::may_be,
              "If this was not you, change your password at once: that ends all other\n"
              "sessions.\n"};
    case MailKind::recovery_started:
      return {"Your recovery key is being used",
              "Someone has just shown the recovery key of your account and can now\n"
              "choose a new password. If this is you, all is well.\n"
              "If this was not you, open this page at once:\n",
              Link::must_be, kDisowning};
    case MailKind::recovered:
      return {"Your account was recovered",
              "Your account has a new password, set with your recovery key. That key\n"
              "is used up; the new one was shown when the password was set. If this was\n"
              "you, all is well.\n"
              "If this was not you, open this page at once:\n",
              Link::must_be, kDisowning};
    case MailKind::deletion_requested:
      return {"Your account will be deleted",
              "Your account was asked to be deleted, with everything in it. If you\n"
              "change your mind, cancel it here:\n",
              Link::must_be, "If you do nothing, it will be deleted at this time:\n"};
    case MailKind::deleted:
      return {"Your account is deleted",
              "Your account and everything in it are deleted. We send no more mail to\n"
              "this address.\n",
              Link::none, "Keep this, if you want: it is our signed receipt.\n"};
    case MailKind::reset_requested:
      return {"Confirm that your vault will be emptied",
              "Someone, probably you, has neither the password nor the recovery key of\n"
              "your account and asks to start again with an empty vault. What is stored\n"
              "encrypted in it will be lost. Confirm here:\n",
              Link::must_be, kIgnore};
    case MailKind::reset_started:
      return {"Your vault will be emptied",
              "Your account is going to be set up again with an empty vault. What is\n"
              "stored encrypted in it will be lost to you. If you do not want this, sign\n"
              "in, which cancels it, or cancel it here:\n",
              Link::must_be,
              "If nobody signs in, we mail you a link to choose a new password at this\n"
              "time:\n"};
    case MailKind::reset_ready:
      return {"Set up your account again",
              "Nobody has signed in to your account in the time of waiting. Choose a new\n"
              "password here; your vault is empty from then on:\n",
              Link::must_be,
              "The link works once and for 7 days. Signing in with the old password\n"
              "cancels it.\n"};
    case MailKind::reset_done:
      return {"Your vault was emptied",
              "Your account was set up again: a new password, a new recovery key and an\n"
              "empty vault. Your address and your mail choices are as before. If this was\n"
              "you, all is well.\n"
              "If this was not you, or if you have found the old password or the old\n"
              "recovery key, open this page:\n",
              Link::must_be,
              "It signs everybody out. For three days only the old password or the old\n"
              "recovery key opens your account, and brings the old vault back. The link\n"
              "works once and for 30 days; then the old vault is erased.\n"};
    case MailKind::frame_changed_mail:
      return {"Your mail choices were changed",
              "A box inside another site, which you had let in, changed which mail you\n"
              "get from us. If this was you, all is well. What you get now, and how to\n"
              "change it:\n",
              Link::may_be,
              "If this was not you, end that site's session: it stands under Sessions.\n"
              "We tell you three times a day at most.\n"};
    case MailKind::reminder:
      return {"Time for a new password?",
              "You asked us to remind you of your password from time to time. If you\n"
              "would like a new one, sign in here:\n",
              Link::may_be, "You can turn these reminders off on the same page.\n"};
  }
  return {};
}

}  // namespace portal::server
