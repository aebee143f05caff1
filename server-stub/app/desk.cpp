#include "server-stub/app/desk.h"

#include <array>
#include <ctime>

#include "server-stub/app/budgets.h"
#include "server-stub/app/sealed_mail.h"

namespace portal::server {

std::string print_utc(Milliseconds milliseconds) {
  const auto seconds = static_cast<std::time_t>(milliseconds / kSecond);
  std::tm utc{};
  ::gmtime_r(&seconds, &utc);
  std::array<char, 32> text{};
  std::strftime(text.data(), text.size(), "%Y-%m-%d %H:%M UTC", &utc);
  return text.data();
}

LogDraft Desk::draft(LogType type, nlohmann::json data, std::string actor) {
  return {.entry = {.actor = std::move(actor),
                    .type = type,
                    .sequence = 0,
                    .milliseconds = now,
                    .salt = make<16>()},
          .data = std::move(data)};
}

SealedMail Desk::mail(MailKind kind, const std::string& to, std::string link, std::string note) {
  has_mailed = true;
  OutgoingMail mail{.kind = kind, .to = to, .link = std::move(link), .note = {}};
  if (!note.empty()) mail.note = std::move(note);
  SealedMail sealed = seal_mail(secrets.outbox_key, mail, now, random);
  sealed.whom = mail_name(secrets, to);
  return sealed;
}

std::string Desk::link(std::string_view path, const wire::LinkToken& token) const {
  return settings.public_url + std::string(path) + "#token=" + encode_base64url(token);
}

std::optional<KnownDevice> Desk::known_device(const std::optional<wire::Hash>& token_hash) const {
  if (!token_hash) return std::nullopt;
  return KnownDevice{.token_hash = *token_hash, .expires = now + kKnownLasts};
}

}  // namespace portal::server
