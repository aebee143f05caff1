// One OPAQUE login, from the password to an open session: KE1, KE2, stretch, KE3 (RFC 9807 §6), then the
// wrap.
#pragma once

#include <functional>
#include <string>

#include "wasm/core/asking.h"

namespace portal::core {

class LoginRun final : public Story {
 public:
  // The session, opened and checked; or Fault::unauthenticated for a wrong login or password, Fault::incident
  // for something that an honest server cannot send.
  using Done = std::function<void(Result<Session>)>;

  // `full`, or `previous`: with what a recovery set aside, for a session that may set a new password.
  LoginRun(Core& core, std::string login, Secret password, wire::Scope scope, Done done);
  void begin();

 private:
  void challenged(Result<wire::LoginChallenge> reply);
  void stretched(Result<opaque::StretchedOutput> stretched);
  void finished(Result<wire::Session> reply);
  Result<Session> open(const wire::Session& reply) const;
  Result<Session> open_embedded(const wire::Session& reply) const;

  std::string login_;
  Secret password_;
  wire::Scope scope_;
  Done done_;
  std::optional<opaque::ClientLoginState> state_;
  std::optional<opaque::LoginFinish> proof_;
  wire::AttemptId attempt_{};
  Bytes ke2_;
  Bytes known_token_;
};

// Who both sides are, for every OPAQUE run.
opaque::Identities identities(const Model& model, const std::string& login);

// What its owner calls this device, or else what it calls itself.
inline constexpr std::string_view kDeviceNameKept = "device-name";
std::string device_name(const Core& core);

// Under which name this device keeps its known token for a login.
std::string known_token_name(const std::string& login);

}  // namespace portal::core
