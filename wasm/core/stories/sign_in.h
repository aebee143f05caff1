// Signing in, and what every new session starts with.
#pragma once

#include <memory>

#include "wasm/core/asking.h"
#include "wasm/core/stories/login_run.h"

namespace portal::core {

class SignIn final : public Story {
 public:
  static constexpr Kind kKind = Kind::sign_in;
  explicit SignIn(Core& core) : Story(core, kKind) {}

  void begin();
  void cancel() override;

 private:
  void signed_in(Result<Session> session);

  std::unique_ptr<LoginRun> run_;
};

// The session becomes the client's; its facts and mail choices are fetched.
void enter(Core& core, Session session);

}  // namespace portal::core
