#include "server-stub/store/verbs.h"
#include "shared/wire/sessions.h"

namespace portal::server::verbs {
namespace {

struct Row {
  wire::PublicKey key;
  wire::Hash secret_hash;
  std::string site;
  std::string code;
  PairState state;
  std::uint32_t wrong;
  Milliseconds polled;
  Milliseconds expires;
};

Result<std::optional<Row>> find_pair(Database& database, const wire::PairId& id, Milliseconds now) {
  Statement select = database.prepare(
      "SELECT key, secret_hash, site, code, state, wrong, polled, expires FROM pair WHERE id=? AND expires>?",
      id, now);
  if (!TRY(select.next())) return std::optional<Row>{};
  return std::optional<Row>({.key = select.fixed<32>(0),
                             .secret_hash = select.fixed<32>(1),
                             .site = select.text(2),
                             .code = select.text(3),
                             .state = static_cast<PairState>(select.small(4)),
                             .wrong = select.small(5),
                             .polled = select.integer(6),
                             .expires = select.integer(7)});
}

// How long until one of too many is over.
Result<Wait> wait_for_room(Database& database, const NewPair& pair) {
  Statement select = database.prepare(
      "SELECT count(*), coalesce(sum(network IS NOT NULL AND network=?1), 0), coalesce(min(expires), 0) "
      "FROM pair WHERE expires>?2",
      pair.network ? Bytes(pair.network->begin(), pair.network->end()) : Bytes{}, pair.now);
  if (!TRY(select.next())) return Fault::unavailable;
  const bool is_full =
      select.integer(0) >= kMostOpenPairs || (pair.network && select.integer(1) >= kMostOpenPairsOfNetwork);
  return Wait{is_full ? select.integer(2) - pair.now : 0};
}

Result<bool> is_allowed_by(Database& database, const wire::PairId& id, const wire::AccountId& account) {
  Statement select = database.prepare("SELECT 1 FROM pair WHERE id=? AND state=? AND account=?", id,
                                      static_cast<std::uint64_t>(PairState::allowed), account);
  return select.next();
}

Status forget_pair(Database& database, const wire::PairId& id) {
  TRY(database.run("DELETE FROM session WHERE sid=(SELECT sid FROM pair WHERE id=?)", id));
  return database.run("DELETE FROM pair WHERE id=?", id);
}

}  // namespace

Result<PairStarted> start_pair(Database& database, const NewPair& pair) {
  if (const auto row = TRY(find_pair(database, pair.id, pair.now))) {
    const bool is_repeat = row->state == PairState::open && row->key == pair.key &&
                           row->secret_hash == pair.secret_hash && row->site == pair.site;
    if (!is_repeat) return Fault::conflict;
    return PairStarted{.wait = {}, .code = row->code, .expires = row->expires};
  }
  Wait wait = TRY(wait_for_room(database, pair));
  if (wait.milliseconds == 0) wait = TRY(charge(database, pair.charges, pair.now));
  if (wait.milliseconds > 0) return PairStarted{.wait = wait, .code = {}, .expires = 0};
  TRY(forget_pair(database, pair.id));  // one that has expired and was not tidied away
  const Milliseconds expires = pair.now + kPairLasts;
  TRY(database.run(
      "INSERT INTO pair(id, key, secret_hash, site, code, network, expires) VALUES(?, ?, ?, ?, ?, ?, ?)",
      pair.id, pair.key, pair.secret_hash, pair.site, pair.code, pair.network, expires));
  return PairStarted{.wait = {}, .code = pair.code, .expires = expires};
}

Result<PairRow> show_pair(Database& database, const UsedSession& session, const wire::PairId& id) {
  const auto row = TRY(find_pair(database, id, session.now));
  if (!row || row->state != PairState::open) return Fault::not_found;
  return PairRow{.site = row->site, .code = row->code, .key = row->key};
}

Status allow_pair(Database& database, const UsedSession& session, const PairedSession& paired) {
  const auto row = TRY(find_pair(database, paired.id, session.now));
  if (!row) return Fault::not_found;
  if (row->key != paired.key || row->code != paired.code) return Fault::conflict;
  if (row->state != PairState::open) {
    // The answer to an equal one was lost.
    return TRY(is_allowed_by(database, paired.id, session.account)) ? Status(Done{}) : Fault::not_found;
  }
  TRY(
      database.run("INSERT INTO session(sid, account, credential_version, epoch, sealed_key, scope, created, "
                   "seen, device) "
                   "SELECT ?1, ?2, ?3, epoch, ?4, ?5, ?6, ?6, ?7 FROM setup",
                   paired.sid, session.account, std::uint64_t{session.credential_version}, paired.sealed_key,
                   static_cast<std::uint64_t>(wire::Scope::embedded), session.now,
                   row->site.substr(0, wire::kLongestDeviceName)));
  TRY(database.run("UPDATE pair SET state=?, account=?, sid=?, sealed=? WHERE id=?",
                   static_cast<std::uint64_t>(PairState::allowed), session.account, paired.sid, paired.sealed,
                   paired.id));
  TRY(append_log(database, session.account, paired.signed_in));
  Statement wants = database.prepare("SELECT mails_new_device FROM account WHERE id=?", session.account);
  if (!TRY(wants.next())) return Fault::unavailable;
  if (wants.integer(0) == 0 || !TRY(may_mail(database, paired.notice.limit))) return Done{};
  return put_mail(database, paired.notice.mail);
}

Status deny_pair(Database& database, const UsedSession& session, const wire::PairId& id) {
  const auto row = TRY(find_pair(database, id, session.now));
  if (!row || row->state == PairState::allowed) return Fault::not_found;
  return database.run("UPDATE pair SET state=? WHERE id=?", static_cast<std::uint64_t>(PairState::denied),
                      id);
}

// What a wrong secret costs is written down: that is why it is an answer and no fault.
Result<PairAnswer> poll_pair(Database& database, const PairQuestion& question) {
  PairAnswer answer{.wait = {}, .state = PairState::unknown, .sid = {}, .sealed = {}, .expires = 0};
  const auto row = TRY(find_pair(database, question.id, question.now));
  if (!row) return answer;
  if (!equal_in_constant_time(row->secret_hash, question.secret_hash)) {
    if (row->wrong + 1 >= kMostWrongPairSecrets) TRY(forget_pair(database, question.id));
    TRY(database.run("UPDATE pair SET wrong=wrong+1 WHERE id=?", question.id));
    return answer;
  }
  if (row->polled + kPollEvery > question.now && row->polled <= question.now) {
    answer.wait = {row->polled + kPollEvery - question.now};
    return answer;
  }
  TRY(database.run("UPDATE pair SET polled=? WHERE id=?", question.now, question.id));
  answer.state = row->state;
  if (row->state != PairState::allowed) return answer;
  Statement select = database.prepare(
      "SELECT p.sid, p.sealed, s.created FROM pair p JOIN session s ON s.sid=p.sid WHERE p.id=?",
      question.id);
  if (!TRY(select.next())) {
    answer.state = PairState::unknown;  // ended from the list of sessions, or by a new password
    return answer;
  }
  answer.sid = select.fixed<16>(0);
  answer.sealed = select.fixed<80>(1);
  answer.expires = select.integer(2) + kSessionLongest;
  return answer;
}

// What a frame fetched it has once it asks for something.
Status close_pair(Database& database, const wire::SessionId& sid) {
  return database.run("DELETE FROM pair WHERE sid=?", sid);
}

// A session that was not fetched in time is gone with its pairing.
Status tidy_pairs(Database& database, Milliseconds now) {
  TRY(database.run("DELETE FROM session WHERE sid IN (SELECT sid FROM pair WHERE expires<=?)", now));
  return database.run("DELETE FROM pair WHERE expires<=?", now);
}

}  // namespace portal::server::verbs
