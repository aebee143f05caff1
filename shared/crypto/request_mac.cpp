#include "shared/crypto/request_mac.h"

#include <algorithm>

#include "shared/crypto/hash.h"

namespace portal {

RequestMac derive_request_mac(const SessionMacKey& key, const RequestToMac& request) {
  const Secret full = hmac_sha512(key.bytes.reveal(), {view_of(request_text(request))});
  RequestMac mac;
  std::copy_n(full.reveal().begin(), mac.size(), mac.begin());
  return mac;
}

bool request_mac_matches(const SessionMacKey& key, const RequestToMac& request, View mac) {
  return equal_in_constant_time(derive_request_mac(key, request), mac);
}

}  // namespace portal
