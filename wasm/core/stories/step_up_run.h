// A step-up: a second OPAQUE login inside the session, for its own login, that shows who is there now
// (PROTOCOL.md, "Step-up").
#pragma once

#include <functional>

#include "wasm/core/asking.h"

namespace portal::core {

class StepUpRun final : public Story {
 public:
  // Done: for five minutes the session may do the operation. Fault::unauthenticated: a wrong password.
  using Then = std::function<void(Status)>;

  StepUpRun(Core& core, wire::Operation operation, Secret password, Then then);
  void begin();

 private:
  void challenged(Result<wire::LoginChallenge> reply);
  void stretched(Result<opaque::StretchedOutput> stretched);
  void proved(Result<wire::Nothing> reply);

  wire::Operation operation_;
  Secret password_;
  Then then_;
  std::string login_;
  std::optional<opaque::ClientLoginState> state_;
  wire::AttemptId attempt_{};
  Bytes ke2_;
};

}  // namespace portal::core
