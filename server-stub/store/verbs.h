// The verbs of the store as SQL, each inside a transaction that its caller has opened.
#pragma once

#include "server-stub/store/database.h"
#include "server-stub/store/store.h"

namespace portal::server::verbs {

Status set_up(Database& database, const std::string& realm);
Result<Fixed<32>> bytes_of_day(Database& database, std::uint64_t day, const Fixed<32>& fresh);
Status tidy(Database& database, Milliseconds now, Random& random);

Result<Wait> wait_for(Database& database, const std::vector<Charge>& charges, Milliseconds now);
Result<Wait> charge(Database& database, const std::vector<Charge>& charges, Milliseconds now);
Status refund(Database& database, const Sha256& key, Milliseconds interval, Milliseconds now);

Status append_log(Database& database, const wire::AccountId& account, LogDraft draft);
Status remember_device(Database& database, const std::string& login, const std::optional<KnownDevice>& known);
Status put_mail(Database& database, const SealedMail& mail);
Result<bool> may_mail(Database& database, const std::optional<MailLimit>& limit);
Result<std::vector<SealedMail>> take_outbox(Database& database, std::size_t most);
Status forget_mail(Database& database, std::uint64_t id);

Status request_sign_up(Database& database, const SignUpRequest& request);
Result<std::string> find_link(Database& database, const wire::Hash& token_hash, Milliseconds now);
Result<StartedLink> start_sign_up(Database& database, const LinkStart& start);
Status finish_sign_up(Database& database, const NewAccount& account);

Result<LoginPrepared> prepare_login(Database& database, const LoginQuestion& question);
Result<Wait> begin_login(Database& database, const NewPendingLogin& login);
Result<PendingLogin> find_pending_login(Database& database, const wire::AttemptId& id, Milliseconds now);
Status fail_login(Database& database, const wire::AttemptId& id, Milliseconds now);
Result<SignedIn> finish_login(Database& database, const NewSession& session);

Result<SessionRow> find_session(Database& database, const wire::SessionId& sid, Milliseconds now);
// Marks the number; from here on the session is the caller's to act in.
struct UsedSession {
  wire::SessionId sid;
  wire::AccountId account;
  std::string login;
  std::uint32_t credential_version;
  Milliseconds now;
};
Result<UsedSession> use_session(Database& database, const SessionUse& use);
Status end_session(Database& database, const UsedSession& session, const LogDraft& ended);
Result<AccountRow> show_account(Database& database, const UsedSession& session);
Status set_reminder(Database& database, const UsedSession& session, std::uint32_t months);

Result<SessionRows> show_sessions(Database& database, const UsedSession& session);
Result<SessionRows> end_other_session(Database& database, const UsedSession& session,
                                      const wire::SessionId& sid, const LogDraft& ended);
Result<SessionRows> end_device(Database& database, const UsedSession& session, const wire::Hash& token_hash,
                               const LogDraft& ended);
Result<SessionRows> end_other_sessions(Database& database, const UsedSession& session, const LogDraft& ended);
Result<SessionRows> name_device(Database& database, const UsedSession& session, const std::string& device);
Result<SessionRows> choose_new_device_mail(Database& database, const UsedSession& session, bool on);

Result<Wait> begin_step_up(Database& database, const UsedSession& session, const NewStepUpAttempt& attempt);
Result<StepUpAttempt> find_step_up(Database& database, const wire::SessionId& sid, const wire::AttemptId& id,
                                   Milliseconds now);
Result<SessionFate> fail_step_up(Database& database, const UsedSession& session, const wire::AttemptId& id,
                                 std::uint32_t most_in_a_row, const LogDraft& ended);
Status finish_step_up(Database& database, const UsedSession& session, const wire::AttemptId& id,
                      Milliseconds until);

Result<EnrolledDevice> enrol_device(Database& database, const UsedSession& session, const NewDevice& device);
Result<wire::AccountId> find_device(Database& database, const wire::Hash& token_hash, Milliseconds now);
Result<UnlockedDevice> unlock_device(Database& database, const DeviceSession& session);
Status forget_devices(Database& database, const wire::AccountId& account);

Result<PairStarted> start_pair(Database& database, const NewPair& pair);
Result<PairRow> show_pair(Database& database, const UsedSession& session, const wire::PairId& id);
Status allow_pair(Database& database, const UsedSession& session, const PairedSession& paired);
Status deny_pair(Database& database, const UsedSession& session, const wire::PairId& id);
Result<PairAnswer> poll_pair(Database& database, const PairQuestion& question);
Status close_pair(Database& database, const wire::SessionId& sid);
Status tidy_pairs(Database& database, Milliseconds now);

Status start_change(Database& database, const UsedSession& session, const NewChange& change);
Result<ChangeFound> find_change(Database& database, const wire::ChangeId& id, const wire::Hash& body_hash,
                                Milliseconds now);
Result<std::uint32_t> replace_credential(Database& database, const UsedSession& session,
                                         const OpenChange& change, const NewCredential& credential);
Status cancel_change(Database& database, const wire::ChangeId& id, Milliseconds now);
// What the old password opened is over: sessions, attempts, devices.
Status end_everything_old(Database& database, const wire::AccountId& account, const std::string& login);
Status lose_open_changes(Database& database, const wire::AccountId& account, Milliseconds now);

Result<Wait> begin_challenge(Database& database, const NewChallenge& challenge);
Result<ChallengeFound> take_challenge(Database& database, const wire::ChallengeId& id, Milliseconds now);
Result<RecoveryStarted> start_recovery(Database& database, const NewRecoverySession& session);
Result<bool> is_frozen(Database& database, const wire::AccountId& account, Milliseconds now);
Status keep_disowning(Database& database, const wire::Hash& token_hash, const wire::AccountId& account,
                      const wire::SessionId& sid, Milliseconds now, Milliseconds lasts);
Status disown_recovery(Database& database, const wire::Hash& token_hash, Milliseconds now,
                       const LogDraft& cancelled);
Status lift_freeze(Database& database, const wire::AccountId& account);
// Until when what a recovery replaced is kept; nothing, if nothing is.
Result<std::optional<Milliseconds>> find_aside(Database& database, const wire::AccountId& account,
                                               AsideKind kind, Milliseconds now);
// Whether anything is kept that somebody could still have back.
Result<bool> keeps_aside(Database& database, const wire::AccountId& account, Milliseconds now);
// Keeps for a while what opens the account now, under that name; with a vault goes what is in it.
Status set_aside(Database& database, const wire::AccountId& account, const Fixed<16>& name, AsideKind kind,
                 Milliseconds until);
Result<std::optional<VaultSwap>> find_swap(Database& database, const wire::AccountId& account,
                                           Milliseconds now);
Status swap_vaults(Database& database, const UsedSession& session, const VaultSwap& swap);
Status replace_recovery_key(Database& database, const UsedSession& session, const NewRecoveryKey& key);
Result<std::uint32_t> renew_recovery(Database& database, const UsedSession& session,
                                     const NewRecoveryKey& key, const LogDraft& renewed);

Status request_reset(Database& database, const ResetRequest& request);
Result<std::string> find_reset_link(Database& database, const wire::Hash& token_hash, Milliseconds now);
Result<Milliseconds> confirm_reset(Database& database, const ResetConfirmation& confirmation);
// Goes with every proof of the password, of the recovery key and of an enrolled device.
Status drop_reset(Database& database, const wire::AccountId& account);
Status cancel_reset(Database& database, const UsedSession& session);
Status cancel_reset_by_link(Database& database, const wire::Hash& token_hash);
Result<std::vector<DueReset>> find_due_resets(Database& database, Milliseconds now, std::size_t most);
Status announce_reset(Database& database, const ResetAnnouncement& announcement);
Result<ResetFound> find_reset(Database& database, const wire::Hash& token_hash, Milliseconds now);
Result<StartedReset> begin_reset(Database& database, const ResetBeginning& beginning);
Status finish_reset(Database& database, const NewVault& vault);

Result<std::optional<ErasureRow>> show_erasure(Database& database, const UsedSession& session);
Result<ErasureRow> request_erasure(Database& database, const UsedSession& session, const NewErasure& erasure);
Status cancel_erasure(Database& database, const UsedSession& session, const LogDraft& cancelled);
// Only one that was asked for at that time or later.
Status cancel_erasure_since(Database& database, const wire::AccountId& account, Milliseconds since,
                            const LogDraft& cancelled);
Status cancel_erasure_by_link(Database& database, const wire::Hash& token_hash, const LogDraft& cancelled);
Result<std::vector<DueErasure>> find_due_erasures(Database& database, Milliseconds now, std::size_t most);
Status erase_account(Database& database, const LastRites& rites);
Result<std::vector<DueReminder>> find_due_reminders(Database& database, Milliseconds now, std::size_t most);
Status remind(Database& database, const DueReminder& reminder, const SealedMail& mail);

Result<SubscriptionRows> show_subscriptions(Database& database, const UsedSession& session);
Result<SubscriptionRows> change_subscriptions(Database& database, const UsedSession& session,
                                              const SubscriptionChange& change);
Result<SubscriptionRows> undo_subscriptions(Database& database, const UsedSession& session,
                                            const Fixed<16>& undo, const LogDraft& undone);
Result<std::vector<MailWish>> find_mail_wishes(Database& database, const std::string& list,
                                               wire::Purpose purpose, const std::vector<std::string>& logins);

Result<std::vector<CollectionRow>> show_collections(Database& database, const UsedSession& session);
Result<RecordPage> show_records(Database& database, const UsedSession& session, const RecordPageWish& wish);
Result<Milliseconds> write_records(Database& database, const UsedSession& session, const RecordWrite& write);

Result<std::vector<LogRow>> read_log(Database& database, const UsedSession& session, std::uint64_t from,
                                     std::uint64_t most);
Status note_export(Database& database, const UsedSession& session, const LogDraft& created);

}  // namespace portal::server::verbs
