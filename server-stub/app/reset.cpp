#include "server-stub/app/reset.h"

#include "server-stub/app/budgets.h"
#include "shared/base/encoding.h"
#include "shared/base/inputs.h"
#include "shared/opaque/server.h"

namespace portal::server {
namespace {

constexpr Milliseconds kConfirmLasts = kDay;
constexpr Milliseconds kReadyLasts = 7 * kDay;
constexpr std::uint32_t kMostEvaluations = 3;
constexpr std::size_t kMostAtOnce = 100;

}  // namespace

nlohmann::json vaults_replaced(const Desk& desk, const wire::PublicKey& old_key,
                               const wire::PublicKey& new_key) {
  return {
      {"new", encode_base64url(new_key)}, {"old", encode_base64url(old_key)}, {"time", desk.now / kSecond}};
}

Result<wire::Nothing> reset_start(Desk& desk, const wire::ResetStart& message) {
  const std::string login = TRY(normalise_login(view_of(message.login)));
  const auto token = desk.make<16>();
  TRY(desk.store.request_reset({
      .login = login,
      .token_hash = sha256(token),
      .now = desk.now,
      .expires = desk.now + kConfirmLasts,
      .limit = stranger_mail_limit(desk, login),
      .charges = TRY(sign_up_charges(desk)),
      .link = desk.mail(MailKind::reset_requested, login, desk.link("/reset/confirm", token)),
  }));
  return wire::Nothing{};
}

Result<wire::ResetWait> reset_confirm(Desk& desk, const wire::ResetConfirm& message) {
  const wire::Hash token_hash = sha256(message.token);
  const std::string login = TRY(desk.store.find_reset_link(token_hash, desk.now));
  const auto cancelling = desk.make<16>();
  const Milliseconds due = desk.now + desk.settings.reset_delay;
  const Milliseconds waits_until = TRY(desk.store.confirm_reset({
      .token_hash = token_hash,
      .now = desk.now,
      .due = due,
      .cancel_hash = sha256(cancelling),
      .notice =
          desk.mail(MailKind::reset_started, login, desk.link("/reset/cancel", cancelling), print_utc(due)),
  }));
  return wire::ResetWait{.due = waits_until / kSecond};
}

Result<wire::Nothing> reset_cancel(Desk& desk, const Visitor& visitor, const wire::ResetCancel&) {
  TRY(desk.store.cancel_reset(visitor.use));
  return wire::Nothing{};
}

Result<wire::Nothing> reset_cancel_by_link(Desk& desk, const wire::ResetCancelByLink& message) {
  TRY(desk.store.cancel_reset_by_link(sha256(message.token)));
  return wire::Nothing{};
}

Result<wire::ResetLink> reset_show(Desk& desk, const wire::ResetShow& message) {
  const ResetFound found = TRY(desk.store.find_reset(sha256(message.token), desk.now));
  if (found.used_by) return Fault::not_found;
  return wire::ResetLink{.login = found.login};
}

Result<wire::ResetRegistration> reset_begin(Desk& desk, const wire::ResetBegin& message) {
  TRY(opaque::decode_registration_request(message.request));  // a bad one costs no evaluation
  const StartedReset started = TRY(desk.store.begin_reset(
      {.token_hash = sha256(message.token), .now = desk.now, .most_evaluations = kMostEvaluations}));
  return wire::ResetRegistration{
      .account = started.account,
      .login = started.login,
      .response = TRY(
          opaque::create_registration_response(desk.secrets.opaque, message.request, view_of(started.login))),
      .profile = kStretchProfile,
      .credential_version = started.credential_version,
      .amk_version = started.amk_version,
      .recovery_version = started.recovery_version,
  };
}

Result<wire::Nothing> reset_finish(Desk& desk, const wire::ResetFinish& message) {
  TRY(opaque::decode_registration_record(message.record));
  const wire::Hash token_hash = sha256(message.token);
  const wire::Hash body_hash = sha256(desk.request.body);
  const ResetFound found = TRY(desk.store.find_reset(token_hash, desk.now));
  if (found.used_by) {
    if (*found.used_by != body_hash) return Fault::not_found;
    return wire::Nothing{};
  }
  const auto disowning = desk.make<16>();
  TRY(desk.store.finish_reset({
      .token_hash = token_hash,
      .body_hash = body_hash,
      .now = desk.now,
      .record = message.record,
      .profile = kStretchProfile,
      .wrap = message.wrap,
      .recovery_wrap = message.recovery_wrap,
      .recovery_key = message.recovery_key,
      .owner_key = message.owner_key,
      .known = desk.known_device(message.known),
      .aside = desk.make<16>(),
      .disowning = sha256(disowning),
      .notice = desk.mail(MailKind::reset_done, found.login, desk.link("/not-me", disowning)),
      .reset = desk.draft(LogType::account_reset, vaults_replaced(desk, found.owner_key, message.owner_key)),
      .erasure_cancelled = desk.draft(LogType::erase_cancelled, {{"by", "reset"}}),
  }));
  return wire::Nothing{};
}

Status announce_due_resets(Desk& desk) {
  for (const DueReset& due : TRY(desk.store.find_due_resets(desk.now, kMostAtOnce))) {
    const auto token = desk.make<16>();
    TRY(desk.store.announce_reset({
        .account = due.account,
        .now = desk.now,
        .token_hash = sha256(token),
        .until = desk.now + kReadyLasts,
        .notice = desk.mail(MailKind::reset_ready, due.login, desk.link("/reset/finish", token)),
    }));
  }
  return Done{};
}

}  // namespace portal::server
