#include "server-stub/app/pair.h"

#include <algorithm>

#include "server-stub/app/budgets.h"
#include "shared/crypto/key_hierarchy.h"
#include "shared/crypto/seal.h"
#include "shared/crypto/sealed_box.h"

namespace portal::server {
namespace {

constexpr std::size_t kCodeDigits = 6;

wire::PairId pair_named_by(const wire::Hash& secret_hash) {
  wire::PairId id;
  std::copy_n(secret_hash.begin(), id.size(), id.begin());
  return id;
}

// The bias of the remainder does not matter: the code is for people to compare, and no secret.
std::string make_code(Desk& desk) {
  std::uint64_t number = 0;
  for (const std::uint8_t byte : desk.make<8>()) number = number << 8 | byte;
  std::string code;
  for (std::size_t i = 0; i < kCodeDigits; ++i, number /= 10) code += static_cast<char>('0' + number % 10);
  return code;
}

}  // namespace

Result<wire::PairOpened> pair_start(Desk& desk, const wire::PairStart& message) {
  const auto& origins = desk.settings.embed_origins;
  if (std::find(origins.begin(), origins.end(), message.site) == origins.end()) return Fault::out_of_scope;
  TRY(seal_box(message.key, desk.make<32>(), desk.random));  // malformed: nothing can be sealed for it
  const wire::PairId id = pair_named_by(message.secret_hash);
  const PairStarted started = TRY(desk.store.start_pair({.id = id,
                                                         .key = message.key,
                                                         .secret_hash = message.secret_hash,
                                                         .site = message.site,
                                                         .code = make_code(desk),
                                                         .network = TRY(pair_network(desk)),
                                                         .charges = TRY(pair_charges(desk)),
                                                         .now = desk.now}));
  if (started.wait.milliseconds > 0) return desk.slow_down(started.wait);
  return wire::PairOpened{.pair = id, .code = started.code, .expires = started.expires / kSecond};
}

Result<wire::PairShown> pair_show(Desk& desk, const Visitor& visitor, const wire::PairShow& message) {
  const PairRow row = TRY(desk.store.show_pair(visitor.use, message.pair));
  return wire::PairShown{.site = row.site, .code = row.code, .key = row.key};
}

// The server makes k32: it has to know the session's key anyway, and the seal keeps what lies in the row from
// whoever reads it.
Result<wire::Nothing> pair_allow(Desk& desk, const Visitor& visitor, const wire::PairAllow& message) {
  const auto sid = desk.make<16>();
  const Secret k32 = desk.random.make_secret(32);
  const SessionMacKey mac_key = derive_session_mac_key(SessionSeed{k32.duplicate()});
  const SessionRow& session = visitor.session;
  TRY(desk.store.allow_pair(
      visitor.use,
      {.id = message.pair,
       .key = message.key,
       .code = message.code,
       .sid = sid,
       .sealed_key = seal_state(desk.secrets.session_key, DataLabel::session, join({sid, session.account}),
                                mac_key.bytes.reveal(), desk.random),
       .sealed = TRY(seal_box(message.key, k32.reveal(), desk.random)),
       .notice = {.mail =
                      desk.mail(MailKind::new_device, session.login, desk.settings.public_url + "/sessions"),
                  .limit = new_device_mail_limit(desk, session.account)},
       .signed_in = desk.draft(LogType::login_ok, {{"by", "pairing"}, {"scope", "embedded"}})}));
  return wire::Nothing{};
}

Result<wire::Nothing> pair_deny(Desk& desk, const Visitor& visitor, const wire::PairDeny& message) {
  TRY(desk.store.deny_pair(visitor.use, message.pair));
  return wire::Nothing{};
}

Result<wire::PairOutcome> pair_poll(Desk& desk, const wire::PairPoll& message) {
  const PairAnswer answer =
      TRY(desk.store.poll_pair({.id = message.pair, .secret_hash = sha256(message.secret), .now = desk.now}));
  if (answer.wait.milliseconds > 0) return desk.slow_down(answer.wait);
  switch (answer.state) {
    case PairState::open:
      return wire::PairOutcome{};
    case PairState::denied:
      return Fault::out_of_scope;
    case PairState::unknown:
      return Fault::not_found;
    case PairState::allowed:
      break;
  }
  return wire::PairOutcome{.sid = answer.sid,
                           .sealed = answer.sealed,
                           .scope = wire::Scope::embedded,
                           .expires = answer.expires / kSecond};
}

}  // namespace portal::server
