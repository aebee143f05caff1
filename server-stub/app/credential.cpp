#include "server-stub/app/credential.h"

#include "server-stub/app/reset.h"
#include "shared/crypto/signed_note.h"
#include "shared/crypto/statements.h"
#include "shared/opaque/server.h"

namespace portal::server {
namespace {

constexpr Milliseconds kChangeOpen = 10 * kMinute;
constexpr std::uint32_t kMostStarts = 3;  // evaluations per step-up

ChangeReason signed_reason(wire::Reason reason) {
  switch (reason) {
    case wire::Reason::password:
      return ChangeReason::password;
    case wire::Reason::recovery:
      return ChangeReason::recovery;
    case wire::Reason::unfreeze:
      return ChangeReason::unfreeze;
  }
  return ChangeReason::password;
}

// A recovery key may set a password and nothing else; whoever knows the password has no use for one.
bool fits(wire::Reason reason, wire::Scope scope) {
  return (reason != wire::Reason::password) == (scope == wire::Scope::recovery);
}

// Fault::malformed unless the owner's key has signed exactly this change, and in a recovery after it the
// recovery key that is used up by it.
Status check_statement(Desk& desk, const SessionRow& session, const OpenChange& open,
                       const wire::CredentialFinish& message) {
  const bool recovers = open.reason == wire::Reason::recovery;
  const CredentialChange change{.realm = desk.secrets.realm,
                                .account = session.account,
                                .reason = signed_reason(open.reason),
                                .base = message.base,
                                .amk_version = session.amk_version,
                                .new_amk_version = open.swap ? open.swap->amk_version : session.amk_version,
                                .login = session.login,
                                .record = message.record,
                                .manifest = {},
                                .change_id = message.change_id};
  const NoteVerifier owner{owner_key_name(desk.secrets.realm, session.account),
                           {open.swap ? open.swap->owner_key : session.owner_key}};
  const NoteVerifier sheet{recovery_key_name(desk.secrets.realm, session.account), {open.recovery_key}};
  const std::string text = credential_change_text(change);
  const Status verified =
      recovers ? verify_note(message.note, text, {owner, sheet}) : verify_note(message.note, text, {owner});
  if (!verified) return Fault::malformed;
  return Done{};
}

}  // namespace

Result<wire::CredentialChange> credential_start(Desk& desk, const Visitor& visitor,
                                                const wire::CredentialStart& message) {
  if (!fits(message.reason, visitor.session.scope)) return Fault::out_of_scope;
  const auto response = TRY(opaque::create_registration_response(desk.secrets.opaque, message.request,
                                                                 view_of(visitor.session.login)));
  const auto id = desk.make<16>();
  TRY(desk.store.start_change(visitor.use, {.id = id,
                                            .reason = message.reason,
                                            .base = message.base,
                                            .most_starts = kMostStarts,
                                            .expires = desk.now + kChangeOpen}));
  return wire::CredentialChange{.change_id = id, .response = response, .profile = kStretchProfile};
}

Result<wire::CredentialOutcome> credential_finish(Desk& desk, const wire::CredentialFinish& message) {
  const wire::Hash body_hash = sha256(desk.request.body);
  const ChangeFound found = TRY(desk.store.find_change(message.change_id, body_hash, desk.now));
  if (found.done_already) return wire::CredentialOutcome{*found.done_already};

  const Visitor visitor = TRY(find_visitor(desk));
  if (visitor.session.sid != found.open->sid) return Fault::session_ended;
  if (message.base != found.open->base) return Fault::malformed;
  const bool recovers = found.open->reason == wire::Reason::recovery;
  const bool has_next_key = found.open->reason != wire::Reason::password;
  if (message.recovery_wrap.has_value() != has_next_key || message.recovery_key.has_value() != has_next_key) {
    return Fault::malformed;
  }
  TRY(opaque::decode_registration_record(message.record));
  TRY(check_statement(desk, visitor.session, *found.open, message));
  std::optional<NewRecoveryKey> recovery;
  if (has_next_key) {
    recovery = NewRecoveryKey{found.open->recovery_version, *message.recovery_wrap, *message.recovery_key};
  }
  std::optional<LogDraft> swapped;
  if (const auto& swap = found.open->swap) {
    swapped =
        desk.draft(LogType::account_reset, vaults_replaced(desk, visitor.session.owner_key, swap->owner_key));
  }
  const std::string& login = visitor.session.login;
  const auto disowning = desk.make<16>();
  const std::uint32_t version = TRY(desk.store.finish_change(
      visitor.use,
      {.change = message.change_id,
       .body_hash = body_hash,
       .record = message.record,
       .profile = kStretchProfile,
       .wrap = message.wrap,
       .known = desk.known_device(message.known),
       .recovery = recovery,
       .disowning = recovers ? std::optional<wire::Hash>(sha256(disowning)) : std::nullopt,
       .notice = recovers ? desk.mail(MailKind::recovered, login, desk.link("/not-me", disowning))
                          : desk.mail(MailKind::password_changed, login),
       .changed = desk.draft(LogType::credential_changed, {{"note", message.note}}),
       .swapped = swapped}));
  return wire::CredentialOutcome{version};
}

Result<wire::Nothing> credential_cancel(Desk& desk, const wire::CredentialCancel& message) {
  TRY(desk.store.cancel_change(message.change_id, desk.now));
  return wire::Nothing{};
}

}  // namespace portal::server
