#include "server-stub/app/erase.h"

#include "server-stub/app/budgets.h"
#include "shared/crypto/jws.h"
#include "shared/crypto/labels.h"

namespace portal::server {
namespace {

constexpr std::size_t kMostAtOnce = 100;

std::string sign_receipt(const Desk& desk, const wire::EraseReceipt& receipt) {
  return sign_jws(desk.secrets.receipt_key, wire::kEraseReceipt, text_of(wire::encode(receipt)));
}

wire::EraseReceipt receipt_of(const Desk& desk, const AccountId& account, const std::string& login,
                              const ErasureRow& row) {
  return {.account = account,
          .due = row.due / kSecond,
          .erased = {},
          .iat = row.requested / kSecond,
          .iss = desk.secrets.realm,
          .login = login,
          .state = wire::EraseState::requested};
}

// The same receipt each time: it depends on the row alone.
wire::Erasure shown(const Desk& desk, const Visitor& visitor, const ErasureRow& row) {
  const auto receipt = receipt_of(desk, visitor.session.account, visitor.session.login, row);
  return {wire::PendingErasure{
      .requested = receipt.iat, .due = receipt.due, .receipt = sign_receipt(desk, receipt)}};
}

// FORMATS.md, "Suppression": all that stays of somebody who wanted no mail.
Sha256 suppression_of(const Secrets& secrets, const std::string& login) {
  const std::uint8_t zero = 0;
  const Secret mac = hmac_sha256(secrets.suppression_pepper.bytes.reveal(),
                                 {view_of(label_text(DataLabel::suppress)), {&zero, 1}, view_of(login)});
  return *fixed<32>(mac.reveal());
}

Status erase_one(Desk& desk, const DueErasure& due) {
  wire::EraseReceipt receipt = receipt_of(desk, due.account, due.login, due.row);
  receipt.erased = desk.now / kSecond;
  receipt.state = wire::EraseState::erased;
  LastRites rites{.erasure = due,
                  .now = desk.now,
                  .budgets = budget_names(desk.secrets, due.login, due.account),
                  .whom = mail_name(desk.secrets, due.login),
                  .suppressed = {},
                  .farewell = desk.mail(MailKind::deleted, due.login, {}, sign_receipt(desk, receipt))};
  rites.farewell.whom = {};  // nothing is left to find it by
  if (due.mail_is_stopped) rites.suppressed = suppression_of(desk.secrets, due.login);
  return desk.store.erase_account(rites);
}

}  // namespace

Result<wire::Erasure> erase_show(Desk& desk, const Visitor& visitor, const wire::EraseShow&) {
  const auto row = TRY(desk.store.show_erasure(visitor.use));
  return row ? shown(desk, visitor, *row) : wire::Erasure{};
}

Result<wire::Erasure> erase_request(Desk& desk, const Visitor& visitor, const wire::EraseRequest&) {
  const auto token = desk.make<16>();
  const Milliseconds due = desk.now + desk.settings.erase_delay;
  const ErasureRow row = TRY(desk.store.request_erasure(
      visitor.use, {.due = due,
                    .token_hash = sha256(token),
                    .notice = desk.mail(MailKind::deletion_requested, visitor.session.login,
                                        desk.link("/delete-account/cancel", token), print_utc(due)),
                    .requested = desk.draft(LogType::erase_requested, {{"due", due / kSecond}})}));
  return shown(desk, visitor, row);
}

Result<wire::Erasure> erase_cancel(Desk& desk, const Visitor& visitor, const wire::EraseCancel&) {
  TRY(desk.store.cancel_erasure(visitor.use, desk.draft(LogType::erase_cancelled, {{"by", "session"}})));
  return wire::Erasure{};
}

Result<wire::Nothing> erase_cancel_by_link(Desk& desk, const wire::EraseCancelByLink& message) {
  TRY(desk.store.cancel_erasure_by_link(sha256(message.token),
                                        desk.draft(LogType::erase_cancelled, {{"by", "link"}})));
  return wire::Nothing{};
}

Status erase_what_is_due(Desk& desk) {
  Status outcome = Done{};
  for (const DueErasure& due : TRY(desk.store.find_due_erasures(desk.now, kMostAtOnce))) {
    const Status erased = erase_one(desk, due);
    if (!erased && erased.fault() != Fault::conflict) outcome = erased;
  }
  return outcome;
}

}  // namespace portal::server
