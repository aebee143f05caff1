// Names networks for the budgets under a key that is forgotten with its day.
#pragma once

#include <mutex>
#include <optional>
#include <string>

#include "server-stub/store/store.h"
#include "shared/crypto/keys.h"

namespace portal::server {

// IPv4 /24 or IPv6 /48 of an address in the form of inet_ntop.
std::string network_prefix(const std::string& address);

class NetworkKeys {
 public:
  // The name of that network today; may be called from several threads.
  Result<Sha256> name(Store& store, const NetworkSecret& secret, Random& random, Milliseconds now,
                      std::uint8_t purse, const std::string& network);

 private:
  std::mutex mutex_;
  std::optional<std::uint64_t> day_;
  NetworkDayKey key_;
};

}  // namespace portal::server
