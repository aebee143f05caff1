#include "server-stub/app/desk.h"

#include "server-stub/app/sealed_mail.h"

namespace portal::server {

LogDraft Desk::draft(LogType type, nlohmann::json data, std::string actor) {
  return {.entry = {.actor = std::move(actor),
                    .type = type,
                    .sequence = 0,
                    .milliseconds = now,
                    .salt = make<16>()},
          .data = std::move(data)};
}

SealedMail Desk::mail(MailKind kind, const std::string& to, std::string link) {
  has_mailed = true;
  return seal_mail(secrets.outbox_key, {.kind = kind, .to = to, .link = std::move(link)}, now, random);
}

std::string Desk::link(std::string_view path, const wire::LinkToken& token) const {
  return settings.public_url + std::string(path) + "#token=" + encode_base64url(token);
}

std::optional<KnownDevice> Desk::known_device(const std::optional<wire::Hash>& token_hash) const {
  if (!token_hash) return std::nullopt;
  return KnownDevice{.token_hash = *token_hash, .expires = now + kKnownLasts};
}

}  // namespace portal::server
