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

  Status set_up(const std::string& realm) override {
    return write<Done>([&](Database& database) { return verbs::set_up(database, realm); });
  }

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
    return write<Fixed<32>>([&](Database& database) { return verbs::bytes_of_day(database, day, fresh); });
  }

  Status tidy(Milliseconds now, Random& random) override {
    const auto tidied = write<Done>([&](Database& database) { return verbs::tidy(database, now, random); });
    writer_.checkpoint_soon();
    return tidied;
  }

  Status request_sign_up(const SignUpRequest& request) override {
    return write<Done>([&](Database& database) { return verbs::request_sign_up(database, request); });
  }
  Result<std::string> find_link(const wire::Hash& token_hash, Milliseconds now) override {
    return read<std::string>([&](Database& database) { return verbs::find_link(database, token_hash, now); });
  }
  Result<StartedLink> start_sign_up(const LinkStart& start) override {
    return write<StartedLink>([&](Database& database) { return verbs::start_sign_up(database, start); });
  }
  Status finish_sign_up(const NewAccount& account) override {
    return write<Done>([&](Database& database) { return verbs::finish_sign_up(database, account); });
  }

  Result<LoginPrepared> prepare_login(const LoginQuestion& question) override {
    return read<LoginPrepared>([&](Database& database) { return verbs::prepare_login(database, question); });
  }
  Result<Wait> begin_login(const NewPendingLogin& login) override {
    return write<Wait>([&](Database& database) { return verbs::begin_login(database, login); });
  }
  Result<PendingLogin> find_pending_login(const wire::AttemptId& id, Milliseconds now) override {
    return read<PendingLogin>(
        [&](Database& database) { return verbs::find_pending_login(database, id, now); });
  }
  Status fail_login(const wire::AttemptId& id, Milliseconds now) override {
    return write<Done>([&](Database& database) { return verbs::fail_login(database, id, now); });
  }
  Result<SignedIn> finish_login(const NewSession& session) override {
    return write<SignedIn>([&](Database& database) { return verbs::finish_login(database, session); });
  }

  Result<SessionRow> find_session(const wire::SessionId& sid, Milliseconds now) override {
    return read<SessionRow>([&](Database& database) { return verbs::find_session(database, sid, now); });
  }
  Status end_session(const SessionUse& use, const LogDraft& ended) override {
    return in_session<Done>(use, [&](Database& database, const verbs::UsedSession& session) {
      return verbs::end_session(database, session, ended);
    });
  }
  Result<AccountRow> show_account(const SessionUse& use) override {
    return in_session<AccountRow>(use, verbs::show_account);
  }
  Result<SessionRows> show_sessions(const SessionUse& use) override {
    return in_session<SessionRows>(use, verbs::show_sessions);
  }
  Result<SessionRows> end_other_session(const SessionUse& use, const wire::SessionId& sid,
                                        const LogDraft& ended) override {
    return in_session<SessionRows>(use, [&](Database& database, const verbs::UsedSession& session) {
      return verbs::end_other_session(database, session, sid, ended);
    });
  }
  Result<SessionRows> end_other_sessions(const SessionUse& use, const LogDraft& ended) override {
    return in_session<SessionRows>(use, [&](Database& database, const verbs::UsedSession& session) {
      return verbs::end_other_sessions(database, session, ended);
    });
  }
  Result<SessionRows> name_device(const SessionUse& use, const std::string& device) override {
    return in_session<SessionRows>(use, [&](Database& database, const verbs::UsedSession& session) {
      return verbs::name_device(database, session, device);
    });
  }
  Result<SessionRows> choose_new_device_mail(const SessionUse& use, bool on) override {
    return in_session<SessionRows>(use, [&](Database& database, const verbs::UsedSession& session) {
      return verbs::choose_new_device_mail(database, session, on);
    });
  }
  Status set_reminder(const SessionUse& use, std::uint32_t months) override {
    return in_session<Done>(use, [&](Database& database, const verbs::UsedSession& session) {
      return verbs::set_reminder(database, session, months);
    });
  }

  Result<Wait> begin_step_up(const SessionUse& use, const NewStepUpAttempt& attempt) override {
    return in_session<Wait>(use, [&](Database& database, const verbs::UsedSession& session) {
      return verbs::begin_step_up(database, session, attempt);
    });
  }
  Result<StepUpAttempt> find_step_up(const wire::SessionId& sid, const wire::AttemptId& id,
                                     Milliseconds now) override {
    return read<StepUpAttempt>(
        [&](Database& database) { return verbs::find_step_up(database, sid, id, now); });
  }
  Result<SessionFate> fail_step_up(const SessionUse& use, const wire::AttemptId& id,
                                   std::uint32_t most_in_a_row, const LogDraft& ended) override {
    return in_session<SessionFate>(use, [&](Database& database, const verbs::UsedSession& session) {
      return verbs::fail_step_up(database, session, id, most_in_a_row, ended);
    });
  }
  Status finish_step_up(const SessionUse& use, const wire::AttemptId& id, Milliseconds until) override {
    return in_session<Done>(use, [&](Database& database, const verbs::UsedSession& session) {
      return verbs::finish_step_up(database, session, id, until);
    });
  }

  Result<EnrolledDevice> enrol_device(const SessionUse& use, const NewDevice& device) override {
    return in_session<EnrolledDevice>(use, [&](Database& database, const verbs::UsedSession& session) {
      return verbs::enrol_device(database, session, device);
    });
  }
  Result<wire::AccountId> find_device(const wire::Hash& token_hash, Milliseconds now) override {
    return read<wire::AccountId>(
        [&](Database& database) { return verbs::find_device(database, token_hash, now); });
  }
  Result<UnlockedDevice> unlock_device(const DeviceSession& session) override {
    return write<UnlockedDevice>([&](Database& database) { return verbs::unlock_device(database, session); });
  }

  Status start_change(const SessionUse& use, const NewChange& change) override {
    return in_session<Done>(use, [&](Database& database, const verbs::UsedSession& session) {
      return verbs::start_change(database, session, change);
    });
  }
  Result<ChangeFound> find_change(const wire::ChangeId& id, const wire::Hash& body_hash,
                                  Milliseconds now) override {
    return read<ChangeFound>(
        [&](Database& database) { return verbs::find_change(database, id, body_hash, now); });
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
    return write<Done>([&](Database& database) { return verbs::cancel_change(database, id, now); });
  }

  Result<Wait> begin_challenge(const NewChallenge& challenge) override {
    return write<Wait>([&](Database& database) { return verbs::begin_challenge(database, challenge); });
  }
  Result<ChallengeFound> take_challenge(const wire::ChallengeId& id, Milliseconds now) override {
    return write<ChallengeFound>(
        [&](Database& database) { return verbs::take_challenge(database, id, now); });
  }
  Result<RecoveryStarted> start_recovery(const NewRecoverySession& session) override {
    return write<RecoveryStarted>(
        [&](Database& database) { return verbs::start_recovery(database, session); });
  }
  Status disown_recovery(const wire::Hash& token_hash, Milliseconds now) override {
    return write<Done>([&](Database& database) { return verbs::disown_recovery(database, token_hash, now); });
  }
  Result<std::uint32_t> renew_recovery(const SessionUse& use, const NewRecoveryKey& key,
                                       const LogDraft& renewed) override {
    const auto version =
        in_session<std::uint32_t>(use, [&](Database& database, const verbs::UsedSession& session) {
          return verbs::renew_recovery(database, session, key, renewed);
        });
    writer_.checkpoint_soon();
    return version;
  }

  Result<SubscriptionRows> show_subscriptions(const SessionUse& use) override {
    return in_session<SubscriptionRows>(use, verbs::show_subscriptions);
  }
  Result<SubscriptionRows> change_subscriptions(const SessionUse& use,
                                                const SubscriptionChange& change) override {
    return in_session<SubscriptionRows>(use, [&](Database& database, const verbs::UsedSession& session) {
      return verbs::change_subscriptions(database, session, change);
    });
  }
  Result<SubscriptionRows> undo_subscriptions(const SessionUse& use, const Fixed<16>& undo,
                                              const LogDraft& undone) override {
    return in_session<SubscriptionRows>(use, [&](Database& database, const verbs::UsedSession& session) {
      return verbs::undo_subscriptions(database, session, undo, undone);
    });
  }
  Result<std::vector<MailWish>> find_mail_wishes(const std::string& list, wire::Purpose purpose,
                                                 const std::vector<std::string>& logins) override {
    return read<std::vector<MailWish>>(
        [&](Database& database) { return verbs::find_mail_wishes(database, list, purpose, logins); });
  }

  Result<std::vector<CollectionRow>> show_collections(const SessionUse& use) override {
    return in_session<std::vector<CollectionRow>>(use, verbs::show_collections);
  }
  Result<RecordPage> show_records(const SessionUse& use, const RecordPageWish& wish) override {
    return in_session<RecordPage>(use, [&](Database& database, const verbs::UsedSession& session) {
      return verbs::show_records(database, session, wish);
    });
  }
  Result<Milliseconds> write_records(const SessionUse& use, const RecordWrite& write) override {
    return in_session<Milliseconds>(use, [&](Database& database, const verbs::UsedSession& session) {
      return verbs::write_records(database, session, write);
    });
  }

  Result<std::vector<LogRow>> read_log(const SessionUse& use, std::uint64_t from,
                                       std::uint64_t most) override {
    return in_session<std::vector<LogRow>>(use, [&](Database& database, const verbs::UsedSession& session) {
      return verbs::read_log(database, session, from, most);
    });
  }
  Status note_export(const SessionUse& use, const LogDraft& created) override {
    return in_session<Done>(use, [&](Database& database, const verbs::UsedSession& session) {
      return verbs::note_export(database, session, created);
    });
  }

  Result<std::optional<ErasureRow>> show_erasure(const SessionUse& use) override {
    return in_session<std::optional<ErasureRow>>(use, verbs::show_erasure);
  }
  Result<ErasureRow> request_erasure(const SessionUse& use, const NewErasure& erasure) override {
    return in_session<ErasureRow>(use, [&](Database& database, const verbs::UsedSession& session) {
      return verbs::request_erasure(database, session, erasure);
    });
  }
  Status cancel_erasure(const SessionUse& use, const LogDraft& cancelled) override {
    return in_session<Done>(use, [&](Database& database, const verbs::UsedSession& session) {
      return verbs::cancel_erasure(database, session, cancelled);
    });
  }
  Status cancel_erasure_by_link(const wire::Hash& token_hash, const LogDraft& cancelled) override {
    return write<Done>(
        [&](Database& database) { return verbs::cancel_erasure_by_link(database, token_hash, cancelled); });
  }
  Result<std::vector<DueErasure>> find_due_erasures(Milliseconds now, std::size_t most) override {
    return read<std::vector<DueErasure>>(
        [&](Database& database) { return verbs::find_due_erasures(database, now, most); });
  }
  Status erase_account(const LastRites& rites) override {
    const Status erased =
        write<Done>([&](Database& database) { return verbs::erase_account(database, rites); });
    writer_.checkpoint_soon();
    return erased;
  }
  Result<std::vector<DueReminder>> find_due_reminders(Milliseconds now, std::size_t most) override {
    return read<std::vector<DueReminder>>(
        [&](Database& database) { return verbs::find_due_reminders(database, now, most); });
  }
  Status remind(const DueReminder& reminder, const SealedMail& mail) override {
    return write<Done>([&](Database& database) { return verbs::remind(database, reminder, mail); });
  }

  Result<std::vector<SealedMail>> take_outbox(std::size_t most) override {
    return read<std::vector<SealedMail>>(
        [&](Database& database) { return verbs::take_outbox(database, most); });
  }
  Status forget_mail(std::uint64_t id) override {
    return write<Done>([&](Database& database) { return verbs::forget_mail(database, id); });
  }

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

  // The outcome as a value, so that what was done before, the mark of the request, stays.
  template <class T, class Effect>
  static Result<Result<T>> effect(Database& database, const Effect& run) {
    TRY(database.execute("SAVEPOINT effect"));
    Result<T> outcome = run();
    if (!outcome) TRY(database.execute("ROLLBACK TO effect"));
    TRY(database.execute("RELEASE effect"));
    return outcome;
  }

  template <class T, class Verb>
  Result<T> in_session(const SessionUse& use, const Verb& verb) {
    Result<Result<T>> outcome = write<Result<T>>([&](Database& database) -> Result<Result<T>> {
      const verbs::UsedSession session = TRY(verbs::use_session(database, use));
      return effect<T>(database, [&] { return verb(database, session); });
    });
    if (!outcome) return outcome.fault();
    return std::move(*outcome);
  }

  template <class T, class Verb>
  Result<T> read(const Verb& verb) {
    if (interruption() != Interruption::none) return Fault::unavailable;
    Result<T> outcome = Fault::unavailable;
    if (options_.writing == Writing::in_place) {
      (void)writer_.read_in_place([&](Database& database) -> Status {
        outcome = verb(database);
        return Done{};
      });
      return outcome;
    }
    std::unique_ptr<Database> reader = TRY(take_reader());
    TRY(reader->execute("BEGIN"));
    outcome = verb(*reader);
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
