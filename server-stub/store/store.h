// Where the portal remembers. Each verb is one transaction: it happens in whole or not at all.
//
// Fault::unavailable: the store failed, and nothing of the verb has happened unless it says otherwise.
// Verbs that take a SessionUse are described there.
#pragma once

#include <vector>

#include "server-stub/store/credential.h"
#include "server-stub/store/device.h"
#include "server-stub/store/erase.h"
#include "server-stub/store/login.h"
#include "server-stub/store/pair.h"
#include "server-stub/store/records.h"
#include "server-stub/store/recovery.h"
#include "server-stub/store/reset.h"
#include "server-stub/store/session.h"
#include "server-stub/store/sign_up.h"
#include "server-stub/store/subscriptions.h"
#include "shared/base/random.h"
#include "shared/base/result.h"

namespace portal::server {

class Store {
 public:
  virtual ~Store() = default;

  // At every start. Fault::conflict if the rows belong to another realm.
  virtual Status set_up(const std::string& realm) = 0;
  virtual Status check() = 0;
  // The random bytes of that UTC day: the kept ones, or `fresh`; those of other days, and what was counted
  // under them, go.
  virtual Result<Fixed<32>> bytes_of_day(std::uint64_t day, const Fixed<32>& fresh) = 0;
  // What has run out goes; failed logins of hours that are over become entries of the log.
  virtual Status tidy(Milliseconds now, Random& random) = 0;

  // Signing up. A link that does not exist, has expired or was used is Fault::not_found.
  virtual Status request_sign_up(const SignUpRequest& request) = 0;
  virtual Result<std::string> find_link(const wire::Hash& token_hash, Milliseconds now) = 0;
  virtual Result<StartedLink> start_sign_up(const LinkStart& start) = 0;
  virtual Status finish_sign_up(const NewAccount& account) = 0;

  // Logging in.
  virtual Result<LoginPrepared> prepare_login(const LoginQuestion& question) = 0;
  virtual Result<Wait> begin_login(const NewPendingLogin& login) = 0;
  virtual Result<PendingLogin> find_pending_login(const wire::AttemptId& id, Milliseconds now) = 0;
  // Both end the attempt, and are Fault::unauthenticated if it has ended before.
  virtual Status fail_login(const wire::AttemptId& id, Milliseconds now) = 0;
  virtual Result<SignedIn> finish_login(const NewSession& session) = 0;

  // Sessions.
  virtual Result<SessionRow> find_session(const wire::SessionId& sid, Milliseconds now) = 0;
  virtual Status end_session(const SessionUse& use, const LogDraft& ended) = 0;
  virtual Result<AccountRow> show_account(const SessionUse& use) = 0;
  virtual Result<SessionRows> show_sessions(const SessionUse& use) = 0;
  // Its log entry is written if there was something to end.
  virtual Result<SessionRows> end_other_session(const SessionUse& use, const wire::SessionId& sid,
                                                const LogDraft& ended) = 0;
  // A device that stays signed in, and its sessions but for the one that asks.
  virtual Result<SessionRows> end_device(const SessionUse& use, const wire::Hash& token_hash,
                                         const LogDraft& ended) = 0;
  virtual Result<SessionRows> end_other_sessions(const SessionUse& use, const LogDraft& ended) = 0;
  virtual Result<SessionRows> name_device(const SessionUse& use, const std::string& device) = 0;
  virtual Result<SessionRows> choose_new_device_mail(const SessionUse& use, bool on) = 0;
  virtual Status set_reminder(const SessionUse& use, std::uint32_t months) = 0;

  // Proving the password again. The attempt ends with its first KE3, right or wrong.
  virtual Result<Wait> begin_step_up(const SessionUse& use, const NewStepUpAttempt& attempt) = 0;
  virtual Result<StepUpAttempt> find_step_up(const wire::SessionId& sid, const wire::AttemptId& id,
                                             Milliseconds now) = 0;
  virtual Result<SessionFate> fail_step_up(const SessionUse& use, const wire::AttemptId& id,
                                           std::uint32_t most_in_a_row, const LogDraft& ended) = 0;
  virtual Status finish_step_up(const SessionUse& use, const wire::AttemptId& id, Milliseconds until) = 0;

  // Staying signed in. Enrolling is the same again for the same token in the same session; it is
  // Fault::step_up_needed when the password was not given lately; unlocking is Fault::not_found for a device
  // that is not enrolled, or no longer.
  virtual Result<EnrolledDevice> enrol_device(const SessionUse& use, const NewDevice& device) = 0;
  virtual Result<wire::AccountId> find_device(const wire::Hash& token_hash, Milliseconds now) = 0;
  virtual Result<UnlockedDevice> unlock_device(const DeviceSession& session) = 0;

  // Frames on other sites. `show_pair`, `allow_pair` and `deny_pair`: Fault::not_found once it is over.
  // `start_pair`, `allow_pair` again with the same: the same. Fault::conflict: not what is kept.
  virtual Result<PairStarted> start_pair(const NewPair& pair) = 0;
  virtual Result<PairRow> show_pair(const SessionUse& use, const wire::PairId& id) = 0;
  virtual Status allow_pair(const SessionUse& use, const PairedSession& paired) = 0;
  virtual Status deny_pair(const SessionUse& use, const wire::PairId& id) = 0;
  virtual Result<PairAnswer> poll_pair(const PairQuestion& question) = 0;

  // Changing the credential: PROTOCOL.md, the table of "Changing the password".
  virtual Status start_change(const SessionUse& use, const NewChange& change) = 0;
  virtual Result<ChangeFound> find_change(const wire::ChangeId& id, const wire::Hash& body_hash,
                                          Milliseconds now) = 0;
  virtual Result<std::uint32_t> finish_change(const SessionUse& use, const NewCredential& credential) = 0;
  virtual Status cancel_change(const wire::ChangeId& id, Milliseconds now) = 0;

  // The recovery key. A challenge ends with its first proof, right or wrong: Fault::unauthenticated after it.
  virtual Result<Wait> begin_challenge(const NewChallenge& challenge) = 0;
  virtual Result<ChallengeFound> take_challenge(const wire::ChallengeId& id, Milliseconds now) = 0;
  virtual Result<RecoveryStarted> start_recovery(const NewRecoverySession& session) = 0;
  // Fault::not_found for a link that does not exist, has expired or was used.
  // A deletion that was asked for since that recovery began is cancelled with it.
  virtual Status disown_recovery(const wire::Hash& token_hash, Milliseconds now,
                                 const LogDraft& cancelled) = 0;
  virtual Result<std::uint32_t> renew_recovery(const SessionUse& use, const NewRecoveryKey& key,
                                               const LogDraft& renewed) = 0;

  // Starting again with an empty vault. Fault::not_found for a link that does not exist, is over, or stands
  // for a reset that was cancelled; Fault::conflict while a recovery may still be disowned. Any proof of the
  // password, of the recovery key, or of an enrolled device cancels what waits, in its own transaction.
  virtual Status request_reset(const ResetRequest& request) = 0;
  virtual Result<std::string> find_reset_link(const wire::Hash& token_hash, Milliseconds now) = 0;
  virtual Result<Milliseconds> confirm_reset(const ResetConfirmation& confirmation) = 0;  // when it is due
  virtual Status cancel_reset(const SessionUse& use) = 0;
  virtual Status cancel_reset_by_link(const wire::Hash& token_hash) = 0;
  virtual Result<std::vector<DueReset>> find_due_resets(Milliseconds now, std::size_t most) = 0;
  virtual Status announce_reset(const ResetAnnouncement& announcement) = 0;
  virtual Result<ResetFound> find_reset(const wire::Hash& token_hash, Milliseconds now) = 0;
  virtual Result<StartedReset> begin_reset(const ResetBeginning& beginning) = 0;
  virtual Status finish_reset(const NewVault& vault) = 0;

  // Subscriptions.
  virtual Result<SubscriptionRows> show_subscriptions(const SessionUse& use) = 0;
  virtual Result<SubscriptionRows> change_subscriptions(const SessionUse& use,
                                                        const SubscriptionChange& change) = 0;
  virtual Result<SubscriptionRows> undo_subscriptions(const SessionUse& use, const Fixed<16>& undo,
                                                      const LogDraft& undone) = 0;
  virtual Result<std::vector<MailWish>> find_mail_wishes(const std::string& list, wire::Purpose purpose,
                                                         const std::vector<std::string>& logins) = 0;

  // Records, sealed by their owner. A write is Fault::conflict if anything is not as it was when it was made,
  // Fault::too_large beyond the quota; an equal one within a day gets the answer of the first.
  virtual Result<std::vector<CollectionRow>> show_collections(const SessionUse& use) = 0;
  virtual Result<RecordPage> show_records(const SessionUse& use, const RecordPageWish& wish) = 0;
  virtual Result<Milliseconds> write_records(const SessionUse& use, const RecordWrite& write) = 0;

  // Taking the data along. `note_export` uses the step-up up; without one: Fault::step_up_needed.
  virtual Result<std::vector<LogRow>> read_log(const SessionUse& use, std::uint64_t from,
                                               std::uint64_t most) = 0;
  virtual Status note_export(const SessionUse& use, const LogDraft& created) = 0;

  // Deleting the account. A request while one waits changes nothing and answers with that one; while what a
  // recovery replaced is kept it is Fault::conflict.
  virtual Result<std::optional<ErasureRow>> show_erasure(const SessionUse& use) = 0;
  virtual Result<ErasureRow> request_erasure(const SessionUse& use, const NewErasure& erasure) = 0;
  virtual Status cancel_erasure(const SessionUse& use, const LogDraft& cancelled) = 0;
  virtual Status cancel_erasure_by_link(const wire::Hash& token_hash, const LogDraft& cancelled) = 0;
  virtual Result<std::vector<DueErasure>> find_due_erasures(Milliseconds now, std::size_t most) = 0;
  // Every row of the account goes. Fault::conflict if the deletion was cancelled in between, or has to wait.
  virtual Status erase_account(const LastRites& rites) = 0;

  // Who wanted to be reminded of a password of that age, and was not yet reminded of this one.
  virtual Result<std::vector<DueReminder>> find_due_reminders(Milliseconds now, std::size_t most) = 0;
  virtual Status remind(const DueReminder& reminder, const SealedMail& mail) = 0;

  // Mails that wait, the oldest first. They stay until they are forgotten.
  virtual Result<std::vector<SealedMail>> take_outbox(std::size_t most) = 0;
  virtual Status forget_mail(std::uint64_t id) = 0;
};

}  // namespace portal::server
