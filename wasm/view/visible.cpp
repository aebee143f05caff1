#include "wasm/view/visible.h"

#include <array>

namespace portal::view {
namespace {

constexpr auto kReadable = std::to_array<Visible>({
    {"Your email address.", "account.login known.login mailtoken.login reset_link.login"},
    {"When your account was made, and that it is one account: a random number stands for you.",
     "account.id account.created credential.account keywrap.account recovery.account ownerkey.account "
     "session.account change.account subscription.account undo.account undo_subscription.account "
     "collection.account ckey.account record.account record_write.account failed_login.account "
     "pending_login.account mailtoken.account"},
    {"Which mail you want: each list and purpose, on or off, since when, and how you chose it. The last "
     "choice can be "
     "undone, so the one before it is kept too.",
     "subscription.list subscription.purpose subscription.is_on subscription.since subscription.channel "
     "account.mail_stopped account.mail_stopped_channel account.mail_revision undo.id undo.revision "
     "undo.mail_stopped undo.mail_stopped_channel undo.is_undone undo_subscription.list "
     "undo_subscription.purpose "
     "undo_subscription.is_on undo_subscription.since undo_subscription.channel"},
    {"How often you want to be reminded to change your password.",
     "account.remind_months account.reminded_version"},
    {"Whether you want a mail when a new device signs in.", "account.mails_new_device"},
    {"What you call your devices, while they are signed in or stay so, and since when they stay.",
     "session.device device.name device.created"},
    {"That your account is to be deleted, since when, and on which day.",
     "erasure.account erasure.requested erasure.due erasure.token_hash erasure.is_cancelled"},
    {"That somebody has asked to start your account again with an empty vault, since when, and what became "
     "of "
     "it.",
     "reset.account reset.requested reset.due reset.base reset.confirm_hash reset.cancel_hash "
     "reset.is_cancelled reset.ready_hash reset.ready_until reset.evaluations reset.used_by"},
    {"When your password was changed last, and how often: never what it is.",
     "credential.version credential.updated keywrap.type keywrap.version"},
    {"How often your keys and your recovery key were made anew.",
     "account.amk_version recovery.version ownerkey.amk_version"},
    {"The log of your account: sign-ins, changes of the password and of mail choices, each with its time.",
     "account.log_id account.log_size log.log_id log.seq log.entry log.leaf"},
    {"When you signed in last, and at how many places you are signed in: since when, when each was last "
     "used, and "
     "what it may do.",
     "account.signed_in session.created session.seen session.scope session.signed_in_before "
     "session.credential_version"},
});

constexpr auto kSealed = std::to_array<Visible>({
    {"What you write under My data. We see that there is something, about how long it is, how often it was "
     "changed, "
     "and when.",
     "record.collection record.id record.revision record.ck_version record.flags record.blob record.created "
     "record.updated"},
    {"The keys of your data, each locked with another key that you alone have.",
     "collection.id collection.ck_current collection.created ckey.collection ckey.ck_version "
     "ckey.amk_version "
     "ckey.blob keywrap.blob"},
    {"What your password is compared with. It is made so that nothing can be read from it; whoever steals it "
     "together with our own secrets can guess, slowly.",
     "credential.record credential.profile credential.setup_id"},
    {"For three days after a recovery, and for 30 days after your account was started again: what your old "
     "password and recovery key opened, so that you can have it back if it was not you.",
     "aside.account aside.sid aside.until aside.amk_version aside.credential_version aside.recovery_version "
     "aside.record "
     "aside.kind collection.aside "
     "disowning.token_hash disowning.made disowning.account disowning.sid disowning.is_used "
     "disowning.expires "
     "freeze.account freeze.sid freeze.until aside.profile aside.wrap aside.recovery_wrap "
     "aside.recovery_key"},
    {"For seven days on a device that stays signed in: our half of what opens your account there. It opens "
     "nothing "
     "without the half that the device keeps.",
     "device.token_hash device.account device.share device.expires session.device_token"},
    {"For five minutes, when you allow a page of somebody else to show your mail choices: the key of its "
     "session, "
     "locked for that page alone.",
     "pair.sealed pair.account pair.sid"},
    {"The public halves of your keys. They check what you signed and open nothing.",
     "recovery.key ownerkey.key"},
});

constexpr auto kPassing = std::to_array<Visible>({
    {"While you sign in or prove your password, for a minute: that somebody tries, for which account, and a "
     "sealed "
     "part of the exchange.",
     "pending_login.id pending_login.purse pending_login.credential_version pending_login.scope "
     "pending_login.is_known pending_login.sealed_state pending_login.made pending_login.expires "
     "pending_charge.id "
     "pending_charge.key "
     "pending_charge.interval stepup_attempt.sid stepup_attempt.id stepup_attempt.operation "
     "stepup_attempt.sealed_state stepup_attempt.charge stepup_attempt.interval stepup_attempt.expires "
     "stepup.sid "
     "stepup.operation stepup.until stepup.starts"},
    {"While you are signed in, for twelve hours at most: the sealed key of each session, how many requests "
     "came, and "
     "wrong passwords in a row.",
     "session.sid session.sealed_key session.epoch session.seq_high session.seq_window "
     "session.wrong_in_a_row"},
    {"For an hour: how many wrong passwords there were. Then their number stands in your log.",
     "failed_login.hour failed_login.count"},
    {"For a day: that a change of your password was begun, and what became of it.",
     "change.id change.sid change.reason change.base change.state change.body_hash change.result "
     "change.open_until "
     "change.kept_until"},
    {"For a day: a fingerprint of each write of your data, so that it counts once when it is sent twice.",
     "record_write.body_hash record_write.made"},
    {"For a day: a sign-up link that was not used, as its fingerprint.",
     "mailtoken.hash mailtoken.log_id mailtoken.evaluations mailtoken.used_by mailtoken.expires"},
    {"For a day: a link to start an account again that was not followed, as its fingerprint.",
     "reset_link.hash reset_link.expires"},
    {"For half a year: a fingerprint of each device that you signed in with. It makes sure that strangers "
     "cannot keep "
     "you out.",
     "known.token_hash known.expires"},
    {"For five minutes: that somebody begins a recovery for an address, and the number that the recovery key "
     "is to sign.",
     "challenge.id challenge.login challenge.bytes challenge.is_previous challenge.expires"},
    {"For five minutes: that a page with our frame in it asks for your permission, which site it is on, and "
     "the "
     "code to compare.",
     "pair.id pair.key pair.secret_hash pair.site pair.code pair.network pair.state pair.wrong pair.polled "
     "pair.expires"},
    {"Mails to you until they are sent, for a day at most. In the database they are sealed.",
     "outbox.id outbox.whom outbox.made outbox.sealed"},
    {"For a day: how many attempts came from your part of the network or for your address, under "
     "fingerprints that "
     "nobody can turn back when the day is over.",
     "budget.key budget.full_at budget.day mail_limit.key mail_limit.day mail_limit.count day.day day.bytes"},
});

constexpr auto kNotYours = std::to_array<Visible>({
    {"The name of this portal, and a number that ends all sessions when it changes.",
     "setup.one setup.realm setup.epoch"},
    {"After an account is deleted whose owner wanted no mail: a fingerprint of the address, so that nobody "
     "mails it again. "
     "Without our own secrets it says nothing.",
     "suppression.hmac"},
    {"What goes wrong, by page and kind, with its time: no address, no network, nothing that you sent.", ""},
});

constexpr auto kGroups = std::to_array<VisibleGroup>({
    {"We can read", "This is kept as long as your account.", kReadable},
    {"We keep it and cannot open it", "Locked on your device before it is sent.", kSealed},
    {"Passes by", "Kept for a while, and then deleted by itself.", kPassing},
    {"Not about you", "", kNotYours},
});

}  // namespace

std::span<const VisibleGroup> visible_groups() {
  return kGroups;
}

}  // namespace portal::view
