// Mails as they wait in the database: sealed, so that it tells nobody a link.
#pragma once

#include "server-stub/app/outgoing_mail.h"
#include "server-stub/store/values.h"
#include "shared/base/random.h"
#include "shared/base/result.h"
#include "shared/crypto/keys.h"

namespace portal::server {

SealedMail seal_mail(const StateKey& outbox_key, const OutgoingMail& mail, Milliseconds now, Random& random);

// Fault::unauthenticated or Fault::malformed: sealed under another key, so it can never be sent.
Result<OutgoingMail> open_mail(const StateKey& outbox_key, const SealedMail& mail);

}  // namespace portal::server
