// The proof that the recovery key is at hand, from the key to a session that may set a new password
// (PROTOCOL.md, "Recovery").
#pragma once

#include <functional>

#include "shared/wire/recover.h"
#include "wasm/core/asking.h"

namespace portal::core {

class RecoveryRun final : public Story {
 public:
  // The session, opened and checked; or Fault::unauthenticated for a wrong login or key, Fault::incident for
  // something that an honest server cannot send.
  using Then = std::function<void(Result<Session>)>;

  // `previous`: the key of a vault that a reset set aside, while the account is frozen.
  enum class Key { current, previous };
  RecoveryRun(Core& core, std::string login, RecoverySecret secret, Key key, Then then);
  void begin();

 private:
  void challenged(Result<wire::RecoveryChallenge> reply);
  void proved(Result<wire::RecoverySession> reply);
  Result<Session> open(wire::RecoverySession reply) const;

  std::string login_;
  RecoverySecret secret_;
  Key key_;
  Then then_;
};

}  // namespace portal::core
