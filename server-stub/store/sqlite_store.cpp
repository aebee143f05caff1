#include "server-stub/store/sqlite_store.h"

#include <atomic>

#include "server-stub/store/schema.h"
#include "server-stub/store/verbs.h"
#include "server-stub/store/writer.h"

namespace portal::server {
namespace {

class SqliteStore final : public Store {
 public:
  SqliteStore(std::unique_ptr<Database> database, const StoreOptions& options)
      : options_(options), writer_(std::move(database), options.writing) {}

  Status set_up(const std::string& realm) override { return write(verbs::set_up, realm); }

  Status check() override {
    const bool was_failing = writer_.is_failing();
    return write<Done>([&](Database& database) -> Status {
      if (was_failing) return database.run("UPDATE setup SET epoch=epoch");
      Statement select = database.prepare("SELECT epoch FROM setup");
      if (!TRY(select.next())) return Fault::unavailable;
      return Done{};
    });
  }

  Result<Fixed<32>> bytes_of_day(std::uint64_t day, const Fixed<32>& fresh) override {
    return write(verbs::bytes_of_day, day, fresh);
  }

  Status tidy(Milliseconds now, Random& random) override {
    const auto tidied = write(verbs::tidy, now, random);
    writer_.checkpoint_soon();
    return tidied;
  }

  Status request_sign_up(const SignUpRequest& request) override {
    return write(verbs::request_sign_up, request);
  }
  Result<std::string> find_link(const wire::Hash& token_hash, Milliseconds now) override {
    return read(verbs::find_link, token_hash, now);
  }
  Result<StartedLink> start_sign_up(const LinkStart& start) override {
    return write(verbs::start_sign_up, start);
  }
  Status finish_sign_up(const NewAccount& account) override { return write(verbs::finish_sign_up, account); }

  Result<LoginPrepared> prepare_login(const LoginQuestion& question) override {
    return read(verbs::prepare_login, question);
  }
  Result<Wait> begin_login(const NewPendingLogin& login) override { return write(verbs::begin_login, login); }
  Result<PendingLogin> find_pending_login(const wire::AttemptId& id, Milliseconds now) override {
    return read(verbs::find_pending_login, id, now);
  }
  Status fail_login(const wire::AttemptId& id, Milliseconds now) override {
    return write(verbs::fail_login, id, now);
  }
  Result<SignedIn> finish_login(const NewSession& session) override {
    return write(verbs::finish_login, session);
  }

  Result<SessionRow> find_session(const wire::SessionId& sid, Milliseconds now) override {
    return read(verbs::find_session, sid, now);
  }
  Status end_session(const SessionUse& use, const LogDraft& ended) override {
    return in_session(use, verbs::end_session, ended);
  }
  Result<AccountRow> show_account(const SessionUse& use) override {
    return in_session(use, verbs::show_account);
  }
  Result<SessionRows> show_sessions(const SessionUse& use) override {
    return in_session(use, verbs::show_sessions);
  }
  Result<SessionRows> end_other_session(const SessionUse& use, const wire::SessionId& sid,
                                        const LogDraft& ended) override {
    return in_session(use, verbs::end_other_session, sid, ended);
  }
  Result<SessionRows> end_device(const SessionUse& use, const wire::Hash& token_hash,
                                 const LogDraft& ended) override {
    return in_session(use, verbs::end_device, token_hash, ended);
  }
  Result<SessionRows> end_other_sessions(const SessionUse& use, const LogDraft& ended) override {
    return in_session(use, verbs::end_other_sessions, ended);
  }
  Result<SessionRows> name_device(const SessionUse& use, const std::string& device) override {
    return in_session(use, verbs::name_device, device);
  }
  Result<SessionRows> choose_new_device_mail(const SessionUse& use, bool on) override {
    return in_session(use, verbs::choose_new_device_mail, on);
  }
  Status set_reminder(const SessionUse& use, std::uint32_t months) override {
    return in_session(use, verbs::set_reminder, months);
  }

  Result<Wait> begin_step_up(const SessionUse& use, const NewStepUpAttempt& attempt) override {
    return in_session(use, verbs::begin_step_up, attempt);
  }
  Result<StepUpAttempt> find_step_up(const wire::SessionId& sid, const wire::AttemptId& id,
                                     Milliseconds now) override {
    return read(verbs::find_step_up, sid, id, now);
  }
  Result<SessionFate> fail_step_up(const SessionUse& use, const wire::AttemptId& id,
                                   std::uint32_t most_in_a_row, const LogDraft& ended) override {
    return in_session(use, verbs::fail_step_up, id, most_in_a_row, ended);
  }
  Status finish_step_up(const SessionUse& use, const wire::AttemptId& id, Milliseconds until) override {
    return in_session(use, verbs::finish_step_up, id, until);
  }

  Result<EnrolledDevice> enrol_device(const SessionUse& use, const NewDevice& device) override {
    return in_session(use, verbs::enrol_device, device);
  }
  Result<wire::AccountId> find_device(const wire::Hash& token_hash, Milliseconds now) override {
    return read(verbs::find_device, token_hash, now);
  }
  Result<UnlockedDevice> unlock_device(const DeviceSession& session) override {
    return write(verbs::unlock_device, session);
  }

  Result<PairStarted> start_pair(const NewPair& pair) override { return write(verbs::start_pair, pair); }
  Result<PairRow> show_pair(const SessionUse& use, const wire::PairId& id) override {
    return in_session(use, verbs::show_pair, id);
  }
  Status allow_pair(const SessionUse& use, const PairedSession& paired) override {
    return in_session(use, verbs::allow_pair, paired);
  }
  Status deny_pair(const SessionUse& use, const wire::PairId& id) override {
    return in_session(use, verbs::deny_pair, id);
  }
  Result<PairAnswer> poll_pair(const PairQuestion& question) override {
    return write(verbs::poll_pair, question);
  }

  Status start_change(const SessionUse& use, const NewChange& change) override {
    return in_session(use, verbs::start_change, change);
  }
  Result<ChangeFound> find_change(const wire::ChangeId& id, const wire::Hash& body_hash,
                                  Milliseconds now) override {
    return read(verbs::find_change, id, body_hash, now);
  }
  // The change's row answers first, the session is looked at only if it is open.
  Result<std::uint32_t> finish_change(const SessionUse& use, const NewCredential& credential) override {
    const auto finished =
        write<Result<std::uint32_t>>([&](Database& database) -> Result<Result<std::uint32_t>> {
          const auto found = verbs::find_change(database, credential.change, credential.body_hash, use.now);
          if (!found) return Result<std::uint32_t>(found.fault());
          if (found->done_already) return Result<std::uint32_t>(*found->done_already);
          if (found->open->sid != use.sid) return Result<std::uint32_t>(Fault::session_ended);
          const auto session = TRY(verbs::use_session(database, use));
          return effect<std::uint32_t>(database, [&] {
            return verbs::replace_credential(database, session, *found->open, credential);
          });
        });
    writer_.checkpoint_soon();
    if (!finished) return finished.fault();
    return *finished;
  }
  Status cancel_change(const wire::ChangeId& id, Milliseconds now) override {
    return write(verbs::cancel_change, id, now);
  }

  Result<Wait> begin_challenge(const NewChallenge& challenge) override {
    return write(verbs::begin_challenge, challenge);
  }
  Result<ChallengeFound> take_challenge(const wire::ChallengeId& id, Milliseconds now) override {
    return write(verbs::take_challenge, id, now);
  }
  Result<RecoveryStarted> start_recovery(const NewRecoverySession& session) override {
    return write(verbs::start_recovery, session);
  }
  Status disown_recovery(const wire::Hash& token_hash, Milliseconds now, const LogDraft& cancelled) override {
    return write(verbs::disown_recovery, token_hash, now, cancelled);
  }
  Result<std::uint32_t> renew_recovery(const SessionUse& use, const NewRecoveryKey& key,
                                       const LogDraft& renewed) override {
    const auto version = in_session(use, verbs::renew_recovery, key, renewed);
    writer_.checkpoint_soon();
    return version;
  }

  Status request_reset(const ResetRequest& request) override { return write(verbs::request_reset, request); }
  Result<std::string> find_reset_link(const wire::Hash& token_hash, Milliseconds now) override {
    return read(verbs::find_reset_link, token_hash, now);
  }
  Result<Milliseconds> confirm_reset(const ResetConfirmation& confirmation) override {
    return write(verbs::confirm_reset, confirmation);
  }
  Status cancel_reset(const SessionUse& use) override { return in_session(use, verbs::cancel_reset); }
  Status cancel_reset_by_link(const wire::Hash& token_hash) override {
    return write(verbs::cancel_reset_by_link, token_hash);
  }
  Result<std::vector<DueReset>> find_due_resets(Milliseconds now, std::size_t most) override {
    return read(verbs::find_due_resets, now, most);
  }
  Status announce_reset(const ResetAnnouncement& announcement) override {
    return write(verbs::announce_reset, announcement);
  }
  Result<ResetFound> find_reset(const wire::Hash& token_hash, Milliseconds now) override {
    return read(verbs::find_reset, token_hash, now);
  }
  Result<StartedReset> begin_reset(const ResetBeginning& beginning) override {
    return write(verbs::begin_reset, beginning);
  }
  Status finish_reset(const NewVault& vault) override {
    const Status finished = write(verbs::finish_reset, vault);
    writer_.checkpoint_soon();
    return finished;
  }

  Result<SubscriptionRows> show_subscriptions(const SessionUse& use) override {
    return in_session(use, verbs::show_subscriptions);
  }
  Result<SubscriptionRows> change_subscriptions(const SessionUse& use,
                                                const SubscriptionChange& change) override {
    return in_session(use, verbs::change_subscriptions, change);
  }
  Result<SubscriptionRows> undo_subscriptions(const SessionUse& use, const Fixed<16>& undo,
                                              const LogDraft& undone) override {
    return in_session(use, verbs::undo_subscriptions, undo, undone);
  }
  Result<std::vector<MailWish>> find_mail_wishes(const std::string& list, wire::Purpose purpose,
                                                 const std::vector<std::string>& logins) override {
    return read(verbs::find_mail_wishes, list, purpose, logins);
  }

  Result<std::vector<CollectionRow>> show_collections(const SessionUse& use) override {
    return in_session(use, verbs::show_collections);
  }
  Result<RecordPage> show_records(const SessionUse& use, const RecordPageWish& wish) override {
    return in_session(use, verbs::show_records, wish);
  }
  Result<Milliseconds> write_records(const SessionUse& use, const RecordWrite& write) override {
    return in_session(use, verbs::write_records, write);
  }

  Result<std::vector<LogRow>> read_log(const SessionUse& use, std::uint64_t from,
                                       std::uint64_t most) override {
    return in_session(use, verbs::read_log, from, most);
  }
  Status note_export(const SessionUse& use, const LogDraft& created) override {
    return in_session(use, verbs::note_export, created);
  }

  Result<std::optional<ErasureRow>> show_erasure(const SessionUse& use) override {
    return in_session(use, verbs::show_erasure);
  }
  Result<ErasureRow> request_erasure(const SessionUse& use, const NewErasure& erasure) override {
    return in_session(use, verbs::request_erasure, erasure);
  }
  Status cancel_erasure(const SessionUse& use, const LogDraft& cancelled) override {
    return in_session(use, verbs::cancel_erasure, cancelled);
  }
  Status cancel_erasure_by_link(const wire::Hash& token_hash, const LogDraft& cancelled) override {
    return write(verbs::cancel_erasure_by_link, token_hash, cancelled);
  }
  Result<std::vector<DueErasure>> find_due_erasures(Milliseconds now, std::size_t most) override {
    return read(verbs::find_due_erasures, now, most);
  }
  Status erase_account(const LastRites& rites) override {
    const Status erased = write(verbs::erase_account, rites);
    writer_.checkpoint_soon();
    return erased;
  }
  Result<std::vector<DueReminder>> find_due_reminders(Milliseconds now, std::size_t most) override {
    return read(verbs::find_due_reminders, now, most);
  }
  Status remind(const DueReminder& reminder, const SealedMail& mail) override {
    return write(verbs::remind, reminder, mail);
  }

  Result<std::vector<SealedMail>> take_outbox(std::size_t most) override {
    return read(verbs::take_outbox, most);
  }
  Status forget_mail(std::uint64_t id) override { return write(verbs::forget_mail, id); }

 private:
  template <class T, class Verb>
  Result<T> write(const Verb& verb) {
    Result<T> outcome = Fault::unavailable;
    const Status committed = writer_.run(
        [&](Database& database) -> Status {
          outcome = verb(database);
          if (!outcome) return outcome.fault();
          return Done{};
        },
        interruption());
    if (!committed) return committed.fault();
    return outcome;
  }
  template <class T, class... Wanted, class... Given>
  Result<T> write(Result<T> (*verb)(Database&, Wanted...), Given&&... given) {
    return write<T>([&](Database& database) { return verb(database, given...); });
  }

  // The outcome as a value, so that what was done before, the mark of the request, stays.
  template <class T, class Effect>
  static Result<Result<T>> effect(Database& database, const Effect& run) {
    TRY(database.execute("SAVEPOINT effect"));
    Result<T> outcome = run();
    if (!outcome) TRY(database.execute("ROLLBACK TO effect"));
    TRY(database.execute("RELEASE effect"));
    return outcome;
  }

  template <class T, class... Wanted, class... Given>
  Result<T> in_session(const SessionUse& use,
                       Result<T> (*verb)(Database&, const verbs::UsedSession&, Wanted...), Given&&... given) {
    Result<Result<T>> outcome = write<Result<T>>([&](Database& database) -> Result<Result<T>> {
      const verbs::UsedSession session = TRY(verbs::use_session(database, use));
      return effect<T>(database, [&] { return verb(database, session, given...); });
    });
    if (!outcome) return outcome.fault();
    return std::move(*outcome);
  }

  template <class T, class... Wanted, class... Given>
  Result<T> read(Result<T> (*verb)(Database&, Wanted...), Given&&... given) {
    if (interruption() != Interruption::none) return Fault::unavailable;
    Result<T> outcome = Fault::unavailable;
    if (options_.writing == Writing::in_place) {
      (void)writer_.read_in_place([&](Database& database) -> Status {
        outcome = verb(database, given...);
        return Done{};
      });
      return outcome;
    }
    std::unique_ptr<Database> reader = TRY(take_reader());
    TRY(reader->execute("BEGIN"));
    outcome = verb(*reader, given...);
    TRY(reader->execute("COMMIT"));
    std::lock_guard lock(readers_mutex_);
    readers_.push_back(std::move(reader));
    return outcome;
  }

  // No more of them than threads that read at the same time.
  Result<std::unique_ptr<Database>> take_reader() {
    {
      std::lock_guard lock(readers_mutex_);
      if (!readers_.empty()) {
        std::unique_ptr<Database> reader = std::move(readers_.back());
        readers_.pop_back();
        return reader;
      }
    }
    return Database::open_reader(options_.path);
  }

  Interruption interruption() {
    const std::size_t verb = next_verb_++;
    return options_.interrupt ? options_.interrupt(verb) : Interruption::none;
  }

  StoreOptions options_;
  std::atomic<std::size_t> next_verb_ = 0;
  std::mutex readers_mutex_;
  std::vector<std::unique_ptr<Database>> readers_;
  Writer writer_;
};

}  // namespace

Result<std::unique_ptr<Store>> open_sqlite_store(const StoreOptions& options) {
  if (options.path == ":memory:" && options.writing != Writing::in_place) return Fault::unavailable;
  std::unique_ptr<Database> database = TRY(Database::open_writer(options.path));
  TRY(migrate(*database));
  return std::unique_ptr<Store>(new SqliteStore(std::move(database), options));
}

}  // namespace portal::server
