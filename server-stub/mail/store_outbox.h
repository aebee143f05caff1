// The outbox as the store keeps it: sealed.
#pragma once

#include "server-stub/mail/outbox.h"
#include "server-stub/store/store.h"
#include "shared/crypto/keys.h"

namespace portal::server {

class StoreOutbox final : public Outbox {
 public:
  // Both outlive it.
  StoreOutbox(Store& store, const StateKey& outbox_key) : store_(store), outbox_key_(outbox_key) {}

  Result<std::vector<WaitingMail>> take(std::size_t most) override;
  Status forget(std::uint64_t id) override { return store_.forget_mail(id); }

 private:
  Store& store_;
  const StateKey& outbox_key_;
};

}  // namespace portal::server
