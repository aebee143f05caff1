// Which mail the owner wants, and what the mailer may send: answered from the same rows.
#pragma once

#include "server-stub/app/sessions.h"
#include "shared/wire/subscriptions.h"

namespace portal::server {

Result<wire::Subscriptions> subscriptions_show(Desk& desk, const Visitor& visitor,
                                               const wire::SubscriptionsShow& message);
Result<wire::Subscriptions> subscription_set(Desk& desk, const Visitor& visitor,
                                             const wire::SubscriptionSet& message);
Result<wire::Subscriptions> subscriptions_stop(Desk& desk, const Visitor& visitor,
                                               const wire::SubscriptionsStop& message);
Result<wire::Subscriptions> subscriptions_undo(Desk& desk, const Visitor& visitor,
                                               const wire::SubscriptionsUndo& message);

Result<wire::MailAnswers> mailer_check(Desk& desk, const wire::MailerCheck& message);

}  // namespace portal::server
