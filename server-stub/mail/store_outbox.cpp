#include "server-stub/mail/store_outbox.h"

#include "server-stub/app/sealed_mail.h"

namespace portal::server {

Result<std::vector<WaitingMail>> StoreOutbox::take(std::size_t most) {
  const auto rows = TRY(store_.take_outbox(most));
  std::vector<WaitingMail> waiting;
  for (const SealedMail& row : rows) {
    auto mail = open_mail(outbox_key_, row);
    waiting.push_back({row.id, row.made, mail ? std::optional(*std::move(mail)) : std::nullopt});
  }
  return waiting;
}

}  // namespace portal::server
