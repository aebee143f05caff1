// Who the two sides are, inside the envelope's MAC and the transcript.
#pragma once

#include <optional>

#include "shared/base/bytes.h"
#include "shared/opaque/group.h"

namespace portal::opaque {

// RFC 9807 §4: an identity that is absent is the public key. Each has at most 65535 bytes. The portal's
// profile always gives both: the realm, and the normalised login.
struct Identities {
  std::optional<View> server;
  std::optional<View> client;
};

// opaque data<0..2^16-1>: two bytes of length, then the data. Fault::malformed if it is longer.
inline Status append_vector(Bytes& to, View data) {
  if (data.size() > 65535) return Fault::malformed;
  append_u16be(to, static_cast<std::uint16_t>(data.size()));
  append(to, data);
  return Done{};
}

}  // namespace portal::opaque
